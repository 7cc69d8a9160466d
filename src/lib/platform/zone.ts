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

export function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
