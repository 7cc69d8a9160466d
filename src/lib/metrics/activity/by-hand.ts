import { formatDecimal } from '#lib/platform/decimal.ts';
import { scaleOf, type Unit } from '#lib/platform/quantity.ts';
import { readTyped } from '#lib/platform/typed-number.ts';
import { askWhich, pointSentence, withPoint } from '#lib/platform/unclear-number.ts';

/**
 * The value of an activity as somebody typed it, plain: "1,300.50" is "1300.50". A sentence where it
 * is none, is nothing, or could be read in two ways.
 */
export function readByHand(
	typed: string,
	unit: Unit,
	currency: string
): { value: string } | { sentence: string } {
	const scale = scaleOf(unit, currency);
	const which = askWhich(typed, unit, currency);
	if (which) return { sentence: which };
	const value = readTyped(typed, scale);
	if (value === 'too-fine') return { sentence: fineWords(scale, currency, unit) };
	if (value === undefined) return { sentence: plainWords(typed, scale) };
	if (value > 0n) return { value: formatDecimal(value, scale) };
	return { sentence: scale ? 'Use an amount above zero.' : 'Use a number from 1 up.' };
}

function fineWords(scale: number, currency: string, unit: Unit): string {
	if (unit !== 'money') return 'Whole numbers only.';
	return scale ? `Use at most ${scale} decimals for ${currency}.` : 'Whole amounts only.';
}

function plainWords(typed: string, scale: number): string {
	const pointed = withPoint(typed);
	if (pointed) return scale ? pointSentence(pointed) : 'Whole numbers only.';
	return scale ? 'Use a number like 1250 or 1250.50.' : 'Use a number like 4.';
}
