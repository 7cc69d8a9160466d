import { showFigure, type Unit } from '#lib/platform/quantity.ts';
import { shortDay } from '../dates.ts';
import type { GoalMeasure } from '../goal.ts';
import type { GoalChange, HistoryLine } from './history-words.ts';

/** Earlier than anything that is told with its time. */
export const NOBODY_KNOWS = new Date(0);

/** What took a goal's figure to a step from below, or (`isUp` false) below it again. */
export interface Crossing {
	/** The figure of the step, in the smallest unit of what the goal counts. */
	step: bigint;
	isUp: boolean;
	/** When it was recorded (or `NOBODY_KNOWS`), and the day it is of. */
	at: Date;
	day: string;
	/** Who did it; null where goals that came to their targets did. */
	by: string | null;
}

export type ReachedLine = HistoryLine & { at: Date };

interface Goal {
	createdAt: Date;
	measure: GoalMeasure;
	/** The target and its further steps, as they are now. */
	steps: readonly bigint[];
}

/** The steps a goal had, from a time on. */
interface Stretch {
	from: Date;
	steps: readonly bigint[];
}

/** Every figure that was a step of the goal at any time. `changes` are oldest first. */
export function stepsEver(goal: Goal, changes: readonly GoalChange[]): bigint[] {
	return [...new Set(stretchesOf(goal, changes).flatMap(({ steps }) => steps))];
}

/**
 * When a goal came to its target and its further steps, as they were at that time, and when a
 * correction took it below again. `crossings` in the order of the ledger; what was there when the goal
 * was set, or when a step moved, counts from then on.
 */
export function reachedLines(
	goal: Goal,
	changes: readonly GoalChange[],
	crossings: readonly Crossing[],
	{ unit, currency }: { unit: Unit; currency: string }
): ReachedLine[] {
	const show = (figure: bigint) => showFigure(figure, unit, currency);
	const kept = withoutFlickers(crossings);
	const stretches = stretchesOf(goal, changes);
	return stretches.flatMap(({ from, steps }, i): ReachedLine[] => {
		const until = stretches[i + 1]?.from;
		const named = (some: readonly bigint[]) => stepNames(steps, some, show);
		// What came at a time that nobody knows may have come since it was set.
		const then = i ? kept : kept.filter(({ at }) => at > NOBODY_KNOWS);
		const at = new Set(steps.filter((step) => isAt(step, then, from)));
		const before = stretches[i - 1]?.steps ?? [];
		const fresh = [...at].filter((step) => !before.includes(step));
		const already = fresh.length
			? [{ at: from, sentence: `It was at ${named(fresh)} already.` }]
			: [];
		const within = kept.filter(
			({ step, at }) => steps.includes(step) && at > from && !(until && at >= until)
		);
		return [...already, ...together(within).map((some) => lineOf(some, named, goal.measure))];
	});
}

/** From newest to oldest, so that what is known now leads back to what was then. */
function stretchesOf(goal: Goal, changes: readonly GoalChange[]): Stretch[] {
	let steps: readonly bigint[] = goal.steps;
	const stretches: Stretch[] = [];
	for (const { kind, at, says } of [...changes].reverse()) {
		if (kind !== 'changed' && kind !== 'adjusted') continue;
		if (!says.wasTarget && !says.step && says.steps === undefined) continue;
		stretches.unshift({ from: new Date(at), steps });
		const target = says.wasTarget ? BigInt(says.wasTarget) : steps[0]!;
		steps = [target, ...furtherBefore(steps.slice(1), says)];
	}
	return [{ from: goal.createdAt, steps }, ...stretches];
}

function furtherBefore(further: readonly bigint[], says: GoalChange['says']): readonly bigint[] {
	if (says.step) return further.filter((step) => String(step) !== says.step);
	if (says.steps === undefined) return further;
	return (says.wasSteps ?? '').split(' ').filter(Boolean).map(BigInt);
}

// A corrected copy takes the old entry back and adds the new one at one time: nothing fell in between.
function withoutFlickers(crossings: readonly Crossing[]): Crossing[] {
	const kept: Crossing[] = [];
	for (const crossing of crossings) {
		const last = kept.findLastIndex(({ step }) => step === crossing.step);
		const flickers =
			kept[last]?.isUp !== crossing.isUp && kept[last]?.at.getTime() === crossing.at.getTime();
		if (flickers) kept.splice(last, 1);
		else kept.push(crossing);
	}
	return kept;
}

function isAt(step: bigint, crossings: readonly Crossing[], time: Date): boolean {
	return crossings.findLast((one) => one.step === step && one.at <= time)?.isUp ?? false;
}

/** What one piece of work did at several steps at once. */
function together(crossings: readonly Crossing[]): Crossing[][] {
	const groups: Crossing[][] = [];
	for (const crossing of crossings) {
		const last = groups.at(-1)?.[0];
		const same = last && last.isUp === crossing.isUp && last.at.getTime() === crossing.at.getTime();
		if (same) groups.at(-1)!.push(crossing);
		else groups.push([crossing]);
	}
	return groups;
}

function lineOf(
	crossings: readonly Crossing[],
	named: (steps: readonly bigint[]) => string,
	measure: GoalMeasure
): ReachedLine {
	const { at, by, day, isUp } = crossings.at(-1)!;
	const steps = named(crossings.map(({ step }) => step));
	if (by === null)
		return { at, sentence: `It ${isUp ? 'came to' : 'fell below'} ${steps} on ${shortDay(day)}.` };
	const taken = measure === 'check-in' ? 'a tap of' : 'an entry of';
	const back = measure === 'check-in' ? 'was taken back' : 'was corrected';
	const sentence = isUp
		? `${by} carried it to ${steps} on ${shortDay(day)}.`
		: `It fell below ${steps}: ${taken} ${shortDay(day)} ${back}.`;
	return { at, sentence };
}

/** "its target of 12", "its target of 12 and its second step of 15". */
function stepNames(
	steps: readonly bigint[],
	some: readonly bigint[],
	show: (figure: bigint) => string
): string {
	const names = ['target', 'second step', 'third step'];
	return steps
		.flatMap((step, i) => (some.includes(step) ? [`its ${names[i]} of ${show(step)}`] : []))
		.join(' and ');
}
