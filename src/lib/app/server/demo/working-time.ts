import { Temporal } from 'temporal-polyfill';
import { addDays, weekday, type Day } from '#lib/platform/period.ts';

/** A stretch of time in which things happen, in epoch milliseconds; `end` is not in it. */
export interface Shift {
	start: number;
	end: number;
}

const OPENS = { hour: 8, minute: 30 };
const CLOSES = { hour: 17, minute: 30 };

/** The working hours, Monday to Friday, from a day to an instant. */
export function shiftsBetween(timeZone: string, from: Day, until: Date): Shift[] {
	const shifts: Shift[] = [];
	for (let day = from; ; day = addDays(day, 1)) {
		const start = instantOf(timeZone, day, OPENS);
		if (start >= until.getTime()) return shifts;
		const end = Math.min(instantOf(timeZone, day, CLOSES), until.getTime());
		if (weekday(day) <= 5) shifts.push({ start, end });
	}
}

/** The instant that lies at `share` (0 to 1) of all the shifts together. */
export function instantAt(shifts: Shift[], share: number): Date {
	let left = lengthOf(shifts) * share;
	for (const { start, end } of shifts) {
		if (left < end - start) return new Date(start + Math.floor(left));
		left -= end - start;
	}
	return new Date(shifts.at(-1)!.end - 1);
}

/** Milliseconds. */
export function lengthOf(shifts: Shift[]): number {
	return shifts.reduce((sum, { start, end }) => sum + end - start, 0);
}

export function startOfDay(timeZone: string, day: Day): number {
	return instantOf(timeZone, day, { hour: 0, minute: 0 });
}

function instantOf(timeZone: string, day: Day, time: { hour: number; minute: number }): number {
	return Temporal.PlainDate.from(day).toZonedDateTime({
		timeZone,
		plainTime: Temporal.PlainTime.from(time)
	}).epochMilliseconds;
}
