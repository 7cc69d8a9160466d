import { formatDecimal } from './decimal.ts';
import { numberFormat } from './formats.ts';

/** What a figure counts. `points` is no metric's unit but what all metrics score in. */
export const UNITS = ['count', 'money', 'minutes'] as const;
export type Unit = (typeof UNITS)[number];
export type FigureUnit = Unit | 'points';

/**
 * Points are kept in billionths: a rate of six decimals times a currency of three is still exact,
 * so the points of a sum are the sum of the points. A bigint holds nine billion of them.
 */
export const POINT_SCALE = 9;

/** Decimals of a currency's minor unit (EUR 2, JPY 0, KWD 3), by ISO 4217 as the runtime knows it. */
export function currencyScale(currency: string): number {
	const known = scales.get(currency);
	if (known !== undefined) return known;
	const format = new Intl.NumberFormat('en', { style: 'currency', currency });
	const scale = format.resolvedOptions().maximumFractionDigits ?? 2;
	scales.set(currency, scale);
	return scale;
}

// Asked for every activity, and a format costs more to make than the rest of judging one. What is no
// currency's code throws, so there are only so many.
const scales = new Map<string, number>();

export function scaleOf(unit: FigureUnit, currency: string): number {
	if (unit === 'points') return POINT_SCALE;
	return unit === 'money' ? currencyScale(currency) : 0;
}

/** A figure as a person reads it: "1,284", "€18,400", "2 h 05". Exact input, rounded for the eye. */
export function showFigure(
	value: bigint,
	unit: FigureUnit,
	currency: string,
	short = false
): string {
	if (unit === 'minutes') return showMinutes(value);
	const scale = scaleOf(unit, currency);
	const number = Number(formatDecimal(value, scale));
	const compact = short && Math.abs(number) >= 10_000;
	const cents = unit === 'money' && value % 10n ** BigInt(scale) !== 0n ? scale : 0;
	const options: Intl.NumberFormatOptions = compact
		? { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }
		: { minimumFractionDigits: cents, maximumFractionDigits: cents };
	if (unit === 'money')
		return numberFormat({ style: 'currency', currency, ...options }).format(number);
	return numberFormat(options).format(number);
}

function showMinutes(value: bigint): string {
	const sign = value < 0n ? '−' : '';
	const minutes = value < 0n ? -value : value;
	if (minutes < 60n) return `${sign}${minutes} min`;
	return `${sign}${minutes / 60n} h ${String(minutes % 60n).padStart(2, '0')}`;
}
