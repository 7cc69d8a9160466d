import { formatDecimal } from '#lib/platform/decimal.ts';
import { scaleOf, showFigure, type FigureUnit } from '#lib/platform/quantity.ts';

interface Counted {
	/** The team's total: a scaled integer as a decimal string. */
	value: string;
	/** The days its people were in it: five people of a week are 35. */
	days: number;
}

interface MetricUnit {
	unit: FigureUnit;
	currency: string;
}

/**
 * A team's total for each of its people and days, the fair figure for teams of different size. In the
 * figure's smallest unit, but tenths of a piece where pieces are counted; rounded to the nearest.
 */
export function fairShare(row: Counted, { unit }: MetricUnit): bigint {
	const days = BigInt(Math.max(1, row.days));
	const value = BigInt(row.value) * (unit === 'count' ? 10n : 1n);
	const half = value < 0n ? -days : days;
	return (2n * value + half) / (2n * days);
}

/** The fair share as a person reads it: "1,012", "4.3", "€18,400". */
export function showFairShare(row: Counted, metric: MetricUnit): string {
	return showShare(fairShare(row, metric), metric);
}

/** As `showFairShare`, of a share that is on its way from one value to another. */
export function showShare(share: bigint, { unit, currency }: MetricUnit): string {
	if (unit === 'count') return formatDecimal(share, 1, true);
	const whole = 10n ** BigInt(scaleOf(unit, currency));
	const half = share < 0n ? -whole / 2n : whole / 2n;
	return showFigure(((share + half) / whole) * whole, unit, currency);
}
