import { daysBetween, isDay, type Day } from '#lib/platform/period.ts';
import { scaleOf, type Unit } from '#lib/platform/quantity.ts';
import { readTyped } from '#lib/platform/typed-number.ts';
import { askWhich, fineSentence, pointSentence, withPoint } from '#lib/platform/unclear-number.ts';

export const LONGEST_TITLE = 80;
export const LONGEST_WHY = 160;
export const LONGEST_SENTENCE = 280;
/** A goal of a few: every screen shows who is in it. */
export const LARGEST_POD = 50;
/** What a form sends in place of a metric's key where a goal goes by check-ins, or counts goals. */
export const TAPS = 'taps';
export const SUPPORTERS = 'goals';
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

/** What is wrong with a last day that somebody chose: who reads the goal first finds it over. */
export function overFault(endsOn: Day, today: Day): Faults {
	return endsOn < today ? { endsOn: 'That day is over. Choose today or a later day.' } : {};
}

/** What somebody typed for a goal: decimals in the metric's unit, money in major units. */
export interface TypedFigures {
	start?: string | number;
	target: string | number;
	/** Up to two steps beyond the target. */
	further?: (string | number)[];
	atLeast?: string | number;
	/** What each goal that supports it may take on. */
	commit?: { from?: string | number; to?: string | number };
}

/** The same as scaled integers. */
export interface Figures {
	startValue: bigint;
	target: bigint;
	secondTarget: bigint | null;
	thirdTarget: bigint | null;
	atLeast: bigint | null;
	commitFrom: bigint | null;
	commitTo: bigint | null;
}

/** All figures of a goal at once; where one is at fault, a sentence for each such field. */
export function readFigures(
	typed: TypedFigures,
	unit: Unit,
	currency: string
): { figures: Figures; faults: Faults } {
	const faults: Faults = {};
	const read = (field: string, input: string | number | undefined, least = 1n): bigint | null => {
		if (input === undefined || input === '') return null;
		const found = readFigure(input, unit, currency, least);
		if ('value' in found) return found.value;
		faults[field] = found.fault;
		return null;
	};
	const [second, third] = (typed.further ?? []).filter((step) => step !== '');
	const figures = {
		startValue: read('start', typed.start, 0n) ?? 0n,
		target: read('target', typed.target) ?? 0n,
		secondTarget: read('second', second),
		thirdTarget: read('third', third),
		atLeast: read('atLeast', typed.atLeast),
		commitFrom: read('from', typed.commit?.from),
		commitTo: read('to', typed.commit?.to)
	};
	if (!figures.target) faults.target ??= 'Enter a plain number, like 40.';
	return { figures, faults: { ...orderFaults(figures), ...faults } };
}

/** What is wrong with figures that are each right: a start above the target, steps that go down. */
export function orderFaults(figures: Omit<Figures, 'atLeast'>): Faults {
	const { startValue, target, secondTarget, thirdTarget, commitFrom, commitTo } = figures;
	const faults: Faults = {};
	if (startValue >= target) faults.target = 'Enter more than what is there at the start.';
	if (secondTarget !== null && secondTarget <= target)
		faults.second = 'Enter more than the target, or leave it empty.';
	if (thirdTarget !== null && thirdTarget <= (secondTarget ?? target))
		faults.third = 'Enter more than the step before, or leave it empty.';
	if (commitFrom !== null && commitTo !== null && commitFrom > commitTo)
		faults.to = 'Enter at least as much as the least.';
	return faults;
}

/** A figure in the metric's smallest unit, or the sentence that says what to enter. */
function readFigure(
	input: string | number,
	unit: Unit,
	currency: string,
	least = 1n
): { value: bigint } | { fault: string } {
	const typed = String(input);
	const which = askWhich(typed, unit, currency);
	if (which) return { fault: which };
	const value = readTyped(input, scaleOf(unit, currency));
	if (value === 'too-fine') return { fault: fineSentence(unit, currency) };
	if (value === undefined) return { fault: commaSentence(typed, unit, currency) };
	if (value < least) return { fault: least ? 'Enter a number above zero.' : 'Enter zero or more.' };
	return value > LARGEST_TARGET ? { fault: 'Enter a smaller number.' } : { value };
}

function commaSentence(typed: string, unit: Unit, currency: string): string {
	const pointed = withPoint(typed);
	if (!pointed) return 'Enter a plain number, like 40.';
	return scaleOf(unit, currency) ? pointSentence(pointed) : fineSentence(unit, currency);
}

/** What is wrong with a sentence that somebody is to read; undefined where nothing is. */
export function sentenceFault(sentence: string, missing: string): string | undefined {
	if (!sentence) return missing;
	return sentence.length > LONGEST_SENTENCE ? `Keep it to ${LONGEST_SENTENCE} letters.` : undefined;
}
