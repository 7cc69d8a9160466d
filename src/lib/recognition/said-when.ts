import { writeDate } from '#lib/platform/date-words.ts';
import { addDays } from '#lib/platform/period.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { clockTime } from '#lib/ui/ago.ts';

/** When something will be said: "today at 09:00", "tomorrow at 09:00", "on Thursday 26 November at 09:00". */
export function saidWhen(at: Date, now: Date, timeZone: string): string {
	const [day, today] = [dayIn(timeZone, at), dayIn(timeZone, now)];
	const time = clockTime(at, timeZone);
	if (day === today) return `today at ${time}`;
	if (day === addDays(today, 1)) return `tomorrow at ${time}`;
	const words = writeDate(at, { weekday: 'long', day: 'numeric', month: 'long' }, timeZone);
	return `on ${words} at ${time}`;
}
