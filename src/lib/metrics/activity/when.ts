import { isDay, type Day } from '#lib/platform/period.ts';

/** A date without a time, or an instant. */
export type When = { day: Day; at?: undefined } | { at: string; day?: undefined };

const RFC3339 =
	/^(\d{4}-\d{2}-\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** Undefined for what is neither a date that exists nor an RFC 3339 time. */
export function parseWhen(text: string): When | undefined {
	if (isDay(text)) return { day: text };
	const match = RFC3339.exec(text);
	return match && isDay(match[1]!) ? { at: text } : undefined;
}
