import { writeDate } from '#lib/platform/date-words.ts';
import { minuteIn } from '#lib/platform/day-minutes.ts';
import { daysBetween, type Period } from '#lib/platform/period.ts';
import { dayIn } from '#lib/platform/zone.ts';

/** Minutes. */
const DAY = 24 * 60;

/** What is left of a running period, for the wall: "2d 04h", "4h 12m", "12m"; empty once it is over. */
export function timeLeft(period: Period, now: Date, timeZone: string): string {
	const wholeDays = daysBetween(dayIn(timeZone, now), period.end);
	if (wholeDays < 0) return '';
	const minutes = (wholeDays + 1) * DAY - minuteIn(timeZone, now);
	const days = Math.floor(minutes / DAY);
	const hours = Math.floor((minutes % DAY) / 60);
	if (days > 0) return `${days}d ${String(hours).padStart(2, '0')}h`;
	return hours > 0 ? `${hours}h ${String(minutes % 60).padStart(2, '0')}m` : `${minutes}m`;
}

/** "Wed 13:52" in the organization's zone. */
export function wallClock(now: Date, timeZone: string): string {
	const day = writeDate(now, { weekday: 'short' }, timeZone);
	const time = writeDate(now, { timeStyle: 'short' }, timeZone);
	return `${day} ${time}`;
}
