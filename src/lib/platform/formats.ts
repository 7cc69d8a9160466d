const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

/** English figures. A format costs more to make than a hundred figures to write, so each is made once. */
export function numberFormat(options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
	return known(numbers, options, () => new Intl.NumberFormat('en', options));
}

/** British dates, on the clocks of `options.timeZone` or else on those of whoever reads them. */
export function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	return known(dates, options, () => new Intl.DateTimeFormat('en-GB', options));
}

function known<Format>(formats: Map<string, Format>, options: object, make: () => Format): Format {
	const key = JSON.stringify(options);
	const format = formats.get(key) ?? make();
	formats.set(key, format);
	return format;
}
