import { dateFormat } from './formats.ts';
import type { Day } from './period.ts';

/**
 * A moment or a day in words, by the parts that are asked for: "Wed 18 Nov", "16 Sep 2025". A day has
 * no zone; a moment is told on the clocks of `timeZone`, or on those of whoever reads it.
 */
export function writeDate(
	when: Date | Day,
	options: Intl.DateTimeFormatOptions,
	timeZone?: string
): string {
	const moment = typeof when === 'string' ? new Date(`${when}T00:00:00Z`) : when;
	const zone = typeof when === 'string' ? 'UTC' : timeZone;
	return (
		dateFormat({ ...options, timeZone: zone })
			.format(moment)
			// After a weekday no comma, and every short month has three letters.
			.replace(',', '')
			.replace(/\bSept\b/, 'Sep')
	);
}
