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

/** ISO weekday on which a week starts where this language is spoken: Sunday (7) or Monday (1). */
export function weekStartIn(language: string): 1 | 7 {
	const locale = new Intl.Locale(language) as Intl.Locale & {
		weekInfo?: { firstDay: number };
		getWeekInfo?: () => { firstDay: number };
	};
	const info = locale.getWeekInfo?.() ?? locale.weekInfo;
	return info?.firstDay === 7 ? 7 : 1;
}
