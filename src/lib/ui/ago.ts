import { writeDate } from '#lib/platform/date-words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * How long ago, as people say it: "now", "2 min", "1 h", "yesterday", "Wed", "16 Nov", "16 Nov 2025".
 * Days are counted in `timeZone`, so that yesterday is the organization's yesterday.
 * A moment from a clock that runs ahead reads "now".
 */
export function ago(then: Date, now: Date, timeZone: string): string {
	const passed = now.getTime() - then.getTime();
	if (passed < MINUTE) return 'now';
	if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min`;
	const days = dayNumber(now, timeZone) - dayNumber(then, timeZone);
	if (days === 0) return `${Math.floor(passed / HOUR)} h`;
	if (days === 1) return 'yesterday';
	return days < 7 ? writeDate(then, { weekday: 'short' }, timeZone) : writeDay(then, now, timeZone);
}

/** The heading above a day of a feed: "Today", "Yesterday", "Wednesday", "16 Nov". */
export function dayHeading(then: Date, now: Date, timeZone: string): string {
	const days = dayNumber(now, timeZone) - dayNumber(then, timeZone);
	if (days <= 0) return 'Today';
	if (days === 1) return 'Yesterday';
	return days < 7 ? writeDate(then, { weekday: 'long' }, timeZone) : writeDay(then, now, timeZone);
}

/** The wall clock of a moment: "13:52". */
export function clockTime(moment: Date, timeZone?: string): string {
	return writeDate(moment, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, timeZone);
}

function writeDay(then: Date, now: Date, timeZone: string): string {
	const day = { day: 'numeric', month: 'short' } as const;
	const sameYear =
		writeDate(then, { year: 'numeric' }, timeZone) ===
		writeDate(now, { year: 'numeric' }, timeZone);
	return writeDate(then, sameYear ? day : { ...day, year: 'numeric' }, timeZone);
}

// Days since 1970 of the calendar date in the zone: daylight saving cannot bend it.
function dayNumber(moment: Date, timeZone: string): number {
	const parts = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short' }).format(moment);
	const [day, month, year] = parts.split('/').map(Number);
	return Date.UTC(year ?? 0, (month ?? 1) - 1, day) / (24 * HOUR);
}
