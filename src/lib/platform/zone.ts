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
