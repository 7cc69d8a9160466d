import { parseDecimal } from './decimal.ts';

// Thousands in threes, all parted by the same sign; the point is the decimal sign. None begin with a
// nought: "0,500" is half of something.
const GROUPED = /^[+-]?[1-9]\d{0,2}([,\s'’])\d{3}(?:\1\d{3})*(?:\.\d+)?$/;

/**
 * A number as people type it, made plain: "1,300.50" is "1300.50", "1 250" is "1250". What is no
 * number stays as it was typed, for whoever says so.
 */
export function plainNumber(typed: string): string {
	const text = typed.trim();
	return GROUPED.test(text) ? text.replace(/[,\s'’]/g, '') : text;
}

/** Reads what somebody typed into a scaled integer; answers as `parseDecimal`. */
export function readTyped(typed: string | number, scale: number): ReturnType<typeof parseDecimal> {
	return parseDecimal(typeof typed === 'number' ? typed : plainNumber(typed), scale);
}
