import { daysBetween, isDay, type Day } from '#lib/platform/period.ts';
import { scaleOf, type Unit } from '#lib/platform/quantity.ts';
import { readTyped } from '#lib/platform/typed-number.ts';

export const LONGEST_TITLE = 80;
export const LONGEST_WHY = 160;
/** What a form sends in place of a metric's key where a goal goes by check-ins. */
export const TAPS = 'taps';
const LARGEST_TARGET = 10n ** 15n;
const LONGEST_GOAL = 5 * 366;

/** Form field → sentence. */
export type Faults = Record<string, string>;

/** What is wrong with a goal's words; empty where nothing is. */
export function wordFaults(goal: { title: string; why: string }): Faults {
	const faults: Faults = {};
	if (!goal.title) faults.title = 'Say in a few words what you want to reach.';
	if (goal.title.length > LONGEST_TITLE)
		faults.title = `Keep it to ${LONGEST_TITLE} letters, so that it reads on a TV.`;
	if (goal.why.length > LONGEST_WHY) faults.why = `Keep it to ${LONGEST_WHY} letters.`;
	return faults;
}

export function dateFaults(startsOn: Day, endsOn: Day): Faults {
	if (!isDay(startsOn)) return { startsOn: 'Choose the day it starts on.' };
	if (!isDay(endsOn)) return { endsOn: 'Choose the day it ends on.' };
	const days = daysBetween(startsOn, endsOn);
	if (days < 0) return { endsOn: 'It ends before it starts. Choose a later day.' };
	return days > LONGEST_GOAL ? { endsOn: 'Choose a day within five years.' } : {};
}

/** The target in the metric's smallest unit, or the sentence that says what to enter. */
export function readTarget(
	input: string | number,
	unit: Unit,
	currency: string
): { value: bigint } | { fault: string } {
	const value = readTyped(input, scaleOf(unit, currency));
	if (value === 'too-fine') return { fault: fineSentence(unit, currency) };
	if (value === undefined) return { fault: 'Enter a plain number, like 40.' };
	if (value <= 0n) return { fault: 'Enter a number above zero.' };
	return value > LARGEST_TARGET ? { fault: 'Enter a smaller number.' } : { value };
}

function fineSentence(unit: Unit, currency: string): string {
	if (unit !== 'money') return unit === 'count' ? 'Use a whole number.' : 'Use whole minutes.';
	return `Use at most ${scaleOf(unit, currency)} decimals.`;
}
