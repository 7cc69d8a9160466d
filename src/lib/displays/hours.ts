import { isBetween, minuteIn } from '#lib/platform/day-minutes.ts';

/** When a TV celebrates, in minutes of the organization's day; the same twice is always. */
export interface Hours {
	from: number;
	until: number;
}

/** Whether a TV shows and rings now; outside its hours it only tells the time. */
export function isOpen({ from, until }: Hours, now: Date, timeZone: string): boolean {
	return from === until || isBetween(minuteIn(timeZone, now), from, until);
}
