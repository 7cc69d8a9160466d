import type { BoardMetric, Scoring } from '#lib/metrics/board-metric.ts';
import type { Metric } from '#lib/metrics/metric.ts';
import { RATE_SCALE } from '#lib/metrics/metric.ts';
import { factorOf } from '#lib/metrics/score.ts';
import { parseDecimal } from '#lib/platform/decimal.ts';
import { scaleOf, type FigureUnit } from '#lib/platform/quantity.ts';

export type { BoardMetric, Scoring };

/** Something to do: so much of a metric, in its smallest unit. */
export interface Step {
	metric: Scoring;
	amount: bigint;
}

/**
 * The least that passes somebody who is `gap` ahead: in whole points, pieces, minutes or units of
 * money, because a cent more wins the place but is nothing to aim for. A gap of 96 points needs 97:
 * 96 only draws level. Input and answer in the figure's smallest unit.
 */
export function passing(gap: bigint, unit: FigureUnit, currency: string): bigint {
	const whole = 10n ** BigInt(scaleOf(unit, currency));
	return (gap / whole + 1n) * whole;
}

/**
 * The smallest honest step that scores more than `gap` points: the one that costs least among those
 * one has to do five times at most, else the one with the fewest. Work that is counted or
 * timed comes first, money only where nothing else scores. What a daily cap could cut off is never
 * promised for today (`withinDay`), nor where it takes more than a day's share; what has a guardrail
 * is never promised, since it may have to wait.
 */
export function closes(
	gap: bigint,
	metrics: readonly Scoring[],
	currency: string,
	withinDay: boolean
): Step | undefined {
	const steps = metrics
		.filter((metric) => !metric.guarded && (metric.dailyCap === null || !withinDay))
		.map((metric) => stepOf(metric, gap, currency))
		.filter((step): step is Costed => step !== undefined)
		.filter(({ metric, amount }) => !metric.dailyCap || amount <= BigInt(metric.dailyCap));
	const work = steps.filter((step) => step.metric.unit !== 'money');
	const [best] = (work.length ? work : steps).sort(bySize);
	return best && { metric: best.metric, amount: best.amount };
}

interface Costed extends Step {
	/** How many times one has to do it; half an hour is one time. */
	times: bigint;
	cost: bigint;
}

function stepOf(metric: Scoring, gap: bigint, currency: string): Costed | undefined {
	const rate = parseDecimal(metric.pointsPerUnit, RATE_SCALE);
	if (typeof rate !== 'bigint' || rate <= 0n) return undefined;
	const scale = scaleOf(metric.unit, currency);
	const factor = factorOf(rate, scale);
	const amount = roundUp(gap / factor + 1n, metric.unit, 10n ** BigInt(scale));
	const times = metric.unit === 'minutes' ? (amount + 29n) / 30n : amount / 10n ** BigInt(scale);
	return { metric, amount, times, cost: amount * factor };
}

function roundUp(amount: bigint, unit: Metric['unit'], scale: bigint): bigint {
	if (unit === 'count') return amount;
	if (unit === 'minutes') return upTo(amount, 5n);
	const major = upTo(amount, scale) / scale;
	const digits = major.toString().length;
	return upTo(major, 10n ** BigInt(Math.max(0, digits - 2))) * scale;
}

function upTo(amount: bigint, step: bigint): bigint {
	return ((amount + step - 1n) / step) * step;
}

function bySize(a: Costed, b: Costed): number {
	const few = Number(b.times <= 5n) - Number(a.times <= 5n);
	if (few) return few;
	const cost = sign(a.cost - b.cost);
	const times = sign(a.times - b.times);
	return a.times <= 5n ? cost || times : times || cost;
}

function sign(difference: bigint): number {
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
