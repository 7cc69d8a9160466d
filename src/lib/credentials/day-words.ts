/** "18 November 2026". */
export function dayWords(day: string): string {
	const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
	return format.format(new Date(`${day}T00:00:00Z`));
}
