import { formatDecimal, parseDecimal } from './decimal.ts';
import { scaleOf, showFigure, type FigureUnit } from './quantity.ts';

// One sign and three digits behind it: thousands to one reader, decimals to another.
const EITHER = /^(\d{1,3})([.,])(\d{3})$/;

/**
 * What to ask where a number says one thing in London and another in Berlin: "€1 or €1,000? Write
 * 1.00 or 1000." Undefined where it can be read in one way only.
 */
export function askWhich(typed: string, unit: FigureUnit, currency: string): string | undefined {
	const [, whole, sign, rest] = EITHER.exec(typed.trim()) ?? [];
	const scale = scaleOf(unit, currency);
	// Nobody writes thousands of nothing, and in a currency of three decimals the point is plain. Points
	// have more decimals than anybody types: three of them are no plainer than any others.
	const thirds = unit !== 'points' && scale >= 3;
	if (!whole || whole.startsWith('0') || (sign === '.' && thirds)) return undefined;
	const large = parseDecimal(`${whole}${rest}`, scale);
	const small = parseDecimal(`${whole}.${rest}`, scale);
	const shown = (value: bigint) => showFigure(value, unit, currency);
	if (typeof large !== 'bigint') return undefined;
	if (typeof small === 'bigint') {
		// Points are shown in whole ones, which would hide what is asked.
		const fine = unit === 'points' ? formatDecimal(small, scale, true) : shown(small);
		return `${fine} or ${shown(large)}? Write ${plain(small, scale)} or ${whole}${rest}.`;
	}
	return sign === '.' ? `${shown(large)}? Write ${whole}${rest}.` : undefined;
}

function plain(value: bigint, scale: number): string {
	return scale <= 2 ? formatDecimal(value, scale) : plainly(formatDecimal(value, scale, true));
}

/** A figure that is read in one way only: with three decimals it would be asked about, with four not. */
export function plainly(figure: string): string {
	return /^[1-9]\d{0,2}[.]\d{3}$/.test(figure) ? `${figure}0` : figure;
}

// "12,50" and "1.300,50": the comma is the decimal sign.
const DECIMAL_COMMA = /^(\d+|\d{1,3}(?:\.\d{3})+),(\d{1,2})$/;

/** A number with a decimal comma, with the point that is read here: "12,50" is "12.50". */
export function withPoint(typed: string): string | undefined {
	const [, whole, cents] = DECIMAL_COMMA.exec(typed.trim()) ?? [];
	return whole && `${whole.replaceAll('.', '')}.${cents}`;
}

/** What to do about it: "Write 12.50, with a point." */
export function pointSentence(pointed: string): string {
	return `Write ${pointed}, with a point.`;
}

/** What to do about more decimals than a figure can have: "Use a whole number." */
export function fineSentence(unit: FigureUnit, currency: string): string {
	if (unit === 'count') return WHOLE;
	if (unit === 'minutes') return 'Use whole minutes.';
	const scale = scaleOf(unit, currency);
	if (!scale) return 'Use a whole amount.';
	return `Use at most ${scale} decimals for ${unit === 'points' ? unit : currency}.`;
}

/** What to do about half of what is counted. */
export const WHOLE = 'Use a whole number.';
