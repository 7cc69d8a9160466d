import type { Calendar, Day } from '#lib/platform/period.ts';
import { showFigure, type Unit } from '#lib/platform/quantity.ts';
import { datesWords, timeLeft } from './dates.ts';
import { whoWords } from './fed-by.ts';
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

/** "Company · Q4", "Northern Lights · November", "Mara and Aiko · this week", "You · this week". */
export function whoAndWhen(goal: Goal, frame: Frame, mine: boolean): string {
	return `${mine ? 'You' : whose(goal)} · ${datesWords(goal, frame.today, frame.calendar, mine)}`;
}

/** Whose goal it is: "Aiko Kimura", "Northern Lights", "Mara and Aiko", "Company". */
export function whose(goal: Goal): string {
	const few = goal.scope === 'pod' ? podWords(goal) : 'Company';
	return goal.member?.name ?? goal.team?.name ?? few;
}

/** "2 ahead of pace · 12 days left"; what is over or has not begun says so once. */
export function standWords(goal: Goal, frame: Frame): string {
	if (goal.closedAt) return 'closed';
	const words = paceWords(goal, frame.today, frame.currency, frame.workdays);
	const running = goal.startsOn <= frame.today && goal.endsOn >= frame.today;
	return running ? `${words} · ${timeLeft(goal, frame.today)}` : words;
}

/** "Mara and Aiko", "Mara, Aiko, Lena and 2 more": who is in a pod, by first names. */
function podWords({ people }: Pick<Goal, 'people'>): string {
	return people.length ? whoWords({ people, all: people.length }) : 'Nobody yet';
}

/** "31 of 40, 2 ahead of pace": a progress bar for the ear. */
export function barWords(goal: Goal, frame: Frame): string {
	return `${show(goal.value, goal.unit, frame)} of ${show(goal.target, goal.unit, frame)}, ${paceWords(goal, frame.today, frame.currency, frame.workdays)}`;
}

/** Where the mark of the pace stands, while there is a pace to keep. */
export function paceMark(goal: Goal, frame: Frame): number | undefined {
	const pace = paceOf(goal, frame.today, frame.currency, frame.workdays);
	if (goal.closedAt || pace.state === 'coming' || pace.state === 'over') return undefined;
	return pace.state === 'reached' && pace.mark >= 1 ? undefined : pace.mark;
}

function show(figure: string, unit: Unit, frame: Frame): string {
	return showFigure(BigInt(figure), unit, frame.currency);
}

/** A name inside a sentence: "Calls connected" loses its capital, "CRM demos" keeps it. */
export function inside(name: string): string {
	return /^\p{Lu}\p{Ll}/u.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name;
}
