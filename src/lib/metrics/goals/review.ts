import { BYTE_ORDER_MARK, csvLine, type Cell } from '#lib/platform/csv.ts';
import { formatDecimal } from '#lib/platform/decimal.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { namedOf } from '#lib/platform/name-few.ts';
import type { Calendar, Day } from '#lib/platform/period.ts';
import { scaleOf, showFigure } from '#lib/platform/quantity.ts';
import { whoWords } from './fed-by.ts';
import { inside } from './goal-words.ts';
import { isReached, stepsReached, type Goal } from './goal.ts';

/** A goal of a period's review: what came of it, what was learned, and who fed it. */
export interface ReviewedGoal {
	goal: Goal;
	/** The organization's day on which it was closed; null while it is open. */
	closedOn: Day | null;
	/** How far below its chain's first goal it hangs: 0 is the first. */
	depth: number;
	/** Most first, at most `FEEDERS`; `share` is a scaled integer as a decimal string. */
	people: { id: MemberId; name: string; share: string }[];
	/** How many fed it in all. */
	fed: number;
}

/** So many of those who fed a goal are named in a file. */
export const FEEDERS = 8;

/** A quarter looked back on: each of the organization's goals with everything that supported it. */
export interface Review {
	/** First and last day of the fiscal quarter. */
	start: Day;
	end: Day;
	/** Says which quarter of the fiscal year it is. */
	calendar: Calendar;
	/** First days of the quarters before and after it; null where there is nothing yet. */
	earlier: Day;
	later: Day | null;
	/** In the order of the tree. */
	chain: ReviewedGoal[];
	/** Shared goals of the quarter that hung in no chain. */
	alone: ReviewedGoal[];
	/** There are more than are shown. */
	isCut: boolean;
	today: Day;
	currency: string;
}

/** "41 of 60 demos held", "3 of 3". */
export function resultWords(goal: Goal, currency: string): string {
	const show = (figure: string) => showFigure(BigInt(figure), goal.unit, currency);
	const what = goal.metric ? ` ${inside(goal.metric.name)}` : '';
	return `${show(goal.value)} of ${show(goal.target)}${what}`;
}

/** "Reached", "Reached its third step", "Not reached", "Still open". */
export function outcomeWords(goal: Goal): string {
	const steps = stepsReached(goal);
	if (steps > 1) return `Reached its ${steps === 2 ? 'second' : 'third'} step`;
	if (isReached(goal)) return 'Reached';
	return goal.closedAt ? 'Not reached' : 'Still open';
}

/** Whose goal it was: "Halden & Co", "Northern Lights", "Aiko, Lena, Mara and 2 more", "Aiko Kimura". */
export function whoseWords(goal: Goal, organization: string): string {
	if (goal.member) return goal.member.name;
	if (goal.team) return goal.team.name;
	if (goal.scope === 'organization') return organization;
	return whoWords({ people: goal.people, all: goal.people.length });
}

/** "Aiko Kimura 12, Lena Tran 9 and 3 more"; of many the first three, or `most` of those known. */
export function fedWords(
	{ people, fed, goal }: ReviewedGoal,
	currency: string,
	most = namedOf(fed)
): string {
	const named = people
		.slice(0, most)
		.map(({ name, share }) => `${name} ${showFigure(BigInt(share), goal.unit, currency, true)}`);
	const more = fed - named.length;
	return named.join(', ') + (more ? ` and ${more} more` : '');
}

const HEAD = [
	'Chain',
	'Level',
	'Goal',
	'Whose',
	'Supports',
	'First day',
	'Last day',
	'Counts',
	'Start',
	'Result',
	'Target',
	'Outcome',
	'Closed on',
	'What was learned',
	'Who fed it'
];

/** The review as a spreadsheet reads it: a line a goal, in the order of the tree. */
export function reviewFile({ chain, alone, currency }: Review, organization: string): string {
	const titles = new Map(chain.map(({ goal }) => [goal.id, goal.title]));
	let root = '';
	const lines = [...chain, ...alone].map((reviewed) => {
		const { goal, depth, closedOn } = reviewed;
		if (depth === 0) root = goal.title;
		const figure = (value: string): Cell => ({
			figure: formatDecimal(BigInt(value), scaleOf(goal.unit, currency))
		});
		return csvLine([
			...[root, { figure: String(depth + 1) }, goal.title, whoseWords(goal, organization)],
			...[(goal.parentId && titles.get(goal.parentId)) || '', goal.startsOn, goal.endsOn],
			...[goal.metric?.name ?? (goal.measure === 'goals' ? 'goals reached' : 'check-ins')],
			...[figure(goal.start), figure(goal.value), figure(goal.target), outcomeWords(goal)],
			...[closedOn ?? '', goal.learned ?? '', fedWords(reviewed, currency, FEEDERS)]
		]);
	});
	return BYTE_ORDER_MARK + csvLine(HEAD) + lines.join('');
}
