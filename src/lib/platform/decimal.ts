/** Exact decimals as scaled bigints: `scale` 2 reads "10.54" as 1054n. No floats anywhere. */

/**
 * Parses a decimal string (or a finite number) into a scaled integer.
 * Answers `undefined` for what is not a plain decimal, and `'too-fine'` where it has more
 * decimals than `scale` (trailing zeros do not count).
 */
export function parseDecimal(
	input: string | number,
	scale: number
): bigint | 'too-fine' | undefined {
	const text = typeof input === 'number' ? plain(input) : input.trim();
	const match = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
	if (!match) return undefined;
	const fraction = (match[3] ?? '').replace(/0+$/, '');
	if (fraction.length > scale) return 'too-fine';
	const digits = BigInt(match[2] + fraction.padEnd(scale, '0'));
	return match[1] === '-' ? -digits : digits;
}

/** 1054n at scale 2 → "10.54"; with `trim`, trailing zeros go: 1050n → "10.5". */
export function formatDecimal(value: bigint, scale: number, trim = false): string {
	const sign = value < 0n ? '-' : '';
	const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
	if (scale === 0) return sign + digits;
	const fraction = digits.slice(-scale);
	const kept = trim ? fraction.replace(/0+$/, '') : fraction;
	return sign + digits.slice(0, -scale) + (kept ? `.${kept}` : '');
}

// 1e21 and 1e-7 print with an exponent; neither is a figure anybody means.
function plain(value: number): string {
	return Number.isFinite(value) ? String(value) : '';
}
