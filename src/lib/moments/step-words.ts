import { inside } from '#lib/metrics/goals/goal-words.ts';
import type { GoalScope } from '#lib/metrics/goals/goal.ts';
import { oneOf } from '#lib/metrics/words.ts';
import { showFigure, type Unit } from '#lib/platform/quantity.ts';

/** A step of a goal, as its moment speaks of it. */
export interface StepSaid {
	/** 1 is the target, 2 and 3 lie beyond it. */
	number: number;
	/** The figure at which it is reached, in the smallest unit of what the goal counts. */
	at: bigint;
	title: string;
	scope: GoalScope;
	/** What it counts; null for taps and goals. */
	metric: { name: string; unit: Unit } | null;
	segment: string | null;
	currency: string;
}

const NAMES: Record<number, string> = { 2: 'second step', 3: 'third step' };

/** Reads after a name: "reached 60 qualified demos", "reached a goal of their own". */
export function stepHeadline(step: StepSaid): string {
	const { number, at, title, scope, metric, segment, currency } = step;
	const beyond = NAMES[number];
	if (scope === 'member')
		return beyond ? `reached the ${beyond} of a goal of their own` : 'reached a goal of their own';
	if (!metric) return beyond ? `reached the ${beyond} of “${title}”` : `reached “${title}”`;
	const figure = showFigure(at, metric.unit, currency);
	const isOne = metric.unit === 'count' && at === 1n;
	const what = isOne ? oneOf(metric.name) : inside(metric.name);
	return `reached ${[figure, segment, what].filter(Boolean).join(' ')}`;
}

/** Which step it is, where the headline gives the figure alone; empty for the first. */
export function stepDetail({ number, metric, scope }: StepSaid): string {
	const beyond = NAMES[number];
	return beyond && metric && scope !== 'member' ? `The ${beyond}` : '';
}
