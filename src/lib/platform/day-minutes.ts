const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes since midnight that clocks in a zone (IANA name) show at an instant: 0 to 1439. */
export function minuteIn(timeZone: string, at: Date): number {
	let format = formats.get(timeZone);
	if (!format) {
		const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
		format = new Intl.DateTimeFormat('en-GB', { timeZone, ...clock });
		formats.set(timeZone, format);
	}
	const [hour, minute] = format.format(at).split(':');
	return Number(hour) * 60 + Number(minute);
}

/** Whether a minute of the day lies from one (included) to another (not), over midnight where need be. */
export function isBetween(minute: number, from: number, until: number): boolean {
	return from <= until ? from <= minute && minute < until : minute >= from || minute < until;
}

/** 450 as a clock shows it and a time field takes it: "07:30". */
export function clockOf(minute: number): string {
	const two = (number: number) => String(number).padStart(2, '0');
	return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** "07:30" as minutes of the day; undefined for what is no time. */
export function minuteOf(clock: string): number | undefined {
	const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
	return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}
