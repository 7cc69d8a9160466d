/** What there is to choose from when an organization is founded, as the runtime knows it. */
export function timeZones(): string[] {
	return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

export function currencies(): { value: string; label: string }[] {
	const names = new Intl.DisplayNames('en', { type: 'currency' });
	return Intl.supportedValuesOf('currency').map((code) => ({
		value: code,
		label: `${code} · ${names.of(code) ?? code}`
	}));
}

/** The days a week can start on, by their ISO numbers. */
export function weekdays(): { value: string; label: string }[] {
	return named(7, (i) => Date.UTC(2024, 0, i), { weekday: 'long' });
}

/** The months a fiscal year can start in. */
export function months(): { value: string; label: string }[] {
	return named(12, (i) => Date.UTC(2024, i - 1, 1), { month: 'long' });
}

function named(count: number, at: (i: number) => number, options: Intl.DateTimeFormatOptions) {
	const format = new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
	return Array.from({ length: count }, (_, i) => ({
		value: String(i + 1),
		label: format.format(at(i + 1))
	}));
}

/** ISO weekday on which a week starts where this language is spoken; Monday (1) where nobody knows. */
export function weekStartIn(language: string): number {
	const locale = new Intl.Locale(language) as Intl.Locale & {
		weekInfo?: { firstDay: number };
		getWeekInfo?: () => { firstDay: number };
	};
	const info = locale.getWeekInfo?.() ?? locale.weekInfo;
	return info?.firstDay ?? 1;
}
