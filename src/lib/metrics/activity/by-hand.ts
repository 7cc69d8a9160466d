import { formatDecimal } from '#lib/platform/decimal.ts';
import { scaleOf, type Unit } from '#lib/platform/quantity.ts';
import { readTyped } from '#lib/platform/typed-number.ts';
import { askWhich, fineSentence, pointSentence, withPoint } from '#lib/platform/unclear-number.ts';

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
	if (value === 'too-fine') return { sentence: fineSentence(unit, currency) };
	if (value === undefined) return { sentence: plainWords(typed, unit, currency) };
	if (value > 0n) return { value: formatDecimal(value, scale) };
	return { sentence: scale ? 'Use an amount above zero.' : 'Use a number from 1 up.' };
}

function plainWords(typed: string, unit: Unit, currency: string): string {
	const scale = scaleOf(unit, currency);
	const pointed = withPoint(typed);
	if (pointed) return scale ? pointSentence(pointed) : fineSentence(unit, currency);
	return scale ? 'Use a number like 1250 or 1250.50.' : 'Use a number like 4.';
}
