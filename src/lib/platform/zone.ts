import type { Day } from './period.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day it is in a zone (IANA name) at an instant. */
export function dayIn(timeZone: string, at: Date): Day {
	let format = formats.get(timeZone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-CA', {
			timeZone,
			year: 'numeric',
			month: '2-digit',
			day: '2-digit'
		});
		formats.set(timeZone, format);
	}
	return format.format(at);
}

/**
 * The instant at which clocks in a zone show a minute (0 to 1439) of a day. Where clocks are turned
 * back and show it twice, the first time; where they are turned forward and skip it, as much later.
 */
export function instantIn(timeZone: string, day: Day, minute: number): Date {
	const wall = Date.parse(`${day}T00:00:00Z`) + minute * 60_000;
	const before = offsetAt(timeZone, wall - DAY_MS);
	const after = offsetAt(timeZone, wall + DAY_MS);
	const found = [before, after].find((offset) => offsetAt(timeZone, wall - offset) === offset);
	return new Date(wall - (found ?? before));
}

const DAY_MS = 86_400_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

// How far clocks in a zone are ahead of UTC, in ms. Swedish writes a date and a time as ISO does.
function offsetAt(timeZone: string, at: number): number {
	let clock = clocks.get(timeZone);
	if (!clock) {
		clock = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
		clocks.set(timeZone, clock);
	}
	const whole = Math.floor(at / 1000) * 1000;
	return Date.parse(`${clock.format(whole).replace(' ', 'T')}Z`) - whole;
}

/** An IANA name. Not an offset: newer engines take one, and PostgreSQL reads it the other way round. */
export function isTimeZone(name: string): boolean {
	if (!/^[A-Za-z]/.test(name)) return false;
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
