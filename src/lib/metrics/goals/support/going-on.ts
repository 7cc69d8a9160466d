import { addDays, type Day } from '#lib/platform/period.ts';
import { shortDay } from '../dates.ts';
import { isReached, type Goal, type GoalMeasure } from '../goal.ts';

/** What decides whether somebody can carry on with a goal that was one person's own who has left. */
export interface LeftGoal {
	measure: GoalMeasure;
	startsOn: Day;
	/** Last day that counts. */
	endsOn: Day;
	isReached: boolean;
	isDeclined: boolean;
}

/** The same of a goal as everybody sees it. */
export function leftGoal(goal: Goal): LeftGoal {
	const { measure, startsOn, endsOn } = goal;
	const isDeclined = goal.state === 'declined';
	return { measure, startsOn, endsOn, isReached: isReached(goal), isDeclined };
}

/** Why nobody can carry on with it, in a sentence; undefined where somebody can. */
export function whyNotOn(goal: LeftGoal, today: Day): string | undefined {
	if (goal.isDeclined) return 'The answer to this goal was no.';
	if (goal.isReached) return 'This goal is reached.';
	if (goal.endsOn < today) return 'This goal is over.';
	if (goal.endsOn < goesOnFrom(goal, today)) return 'This goal ends today.';
	return undefined;
}

/**
 * The first day that counts for whoever carries on with it. Work counts by its day, so what they did
 * today before they said yes would count with what comes after it: it begins tomorrow. Taps and goals
 * are brought to the goal itself, and count at once.
 */
export function goesOnFrom({ measure, startsOn }: Begins, today: Day): Day {
	const first = measure === 'metric' ? addDays(today, 1) : today;
	return startsOn > first ? startsOn : first;
}

type Begins = Pick<LeftGoal, 'measure' | 'startsOn'>;

/** The same in words: "today", "tomorrow", "1 Dec". */
export function goesOnWords(goal: Begins, today: Day): string {
	const from = goesOnFrom(goal, today);
	if (from === today) return 'today';
	return from === addDays(today, 1) ? 'tomorrow' : shortDay(from);
}
