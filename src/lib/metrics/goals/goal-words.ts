import type { Calendar, Day } from '#lib/platform/period.ts';
import { showFigure, type Unit } from '#lib/platform/quantity.ts';
import { datesWords, timeLeft } from './dates.ts';
import type { Goal } from './goal.ts';
import { paceOf, paceWords } from './pace.ts';

/** What a goal's words depend on, beside the goal. */
export interface Frame {
	today: Day;
	currency: string;
	calendar: Calendar;
	/** ISO weekdays on which people work; left out, Monday to Friday. */
	workdays?: readonly number[];
}

/** "Company · Q4", "Northern Lights · November", "You · this week". */
export function whoAndWhen(goal: Goal, frame: Frame, mine: boolean): string {
	const who = mine ? 'You' : (goal.member?.name ?? goal.team?.name ?? 'Company');
	return `${who} · ${datesWords(goal, frame.today, frame.calendar, mine)}`;
}

/** "2 ahead of pace · 12 days left"; what is over or has not begun says so once. */
export function standWords(goal: Goal, frame: Frame): string {
	if (goal.closedAt) return 'closed';
	const words = paceWords(goal, frame.today, frame.currency, frame.workdays);
	const running = goal.startsOn <= frame.today && goal.endsOn >= frame.today;
	return running ? `${words} · ${timeLeft(goal, frame.today)}` : words;
}

/** "31 of 40, 2 ahead of pace": a progress bar for the ear. */
export function barWords(goal: Goal, frame: Frame): string {
	return `${show(goal.value, goal.unit, frame)} of ${show(goal.target, goal.unit, frame)}, ${paceWords(goal, frame.today, frame.currency, frame.workdays)}`;
}

/** Where the mark of the pace stands, while there is a pace to keep. */
export function paceMark(goal: Goal, frame: Frame): number | undefined {
	const pace = paceOf(goal, frame.today, frame.currency, frame.workdays);
	return goal.closedAt || pace.state === 'coming' || pace.mark >= 1 ? undefined : pace.mark;
}

/** "20 calls connected", "€1,200 revenue". */
export function workWords(
	work: { metric: { name: string; unit: Unit }; value: string },
	currency: string
): string {
	const { name, unit } = work.metric;
	return `${showFigure(BigInt(work.value), unit, currency)} ${inside(name)}`;
}

function show(figure: string, unit: Unit, frame: Frame): string {
	return showFigure(BigInt(figure), unit, frame.currency);
}

/** A name inside a sentence: "Calls connected" loses its capital, "CRM demos" keeps it. */
export function inside(name: string): string {
	return /^\p{Lu}\p{Ll}/u.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name;
}

/** "83% of your work feeds a goal." */
export function alignedWords({ percent }: { percent: number | null }): string {
	if (percent === null) return 'Nothing counted yet this week. What you do next shows up here.';
	if (percent === 100) return 'All of your work feeds a goal.';
	return percent === 0
		? 'None of your work feeds a goal yet.'
		: `${percent}% of your work feeds a goal.`;
}
