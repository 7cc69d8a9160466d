/**
 * Periods of an organization. A day is a calendar date `YYYY-MM-DD` in the organization's zone,
 * fixed once at ingest; everything here is arithmetic on dates and knows no clock and no zone.
 */
export const PERIOD_KINDS = ['day', 'week', 'month', 'quarter'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];
export type Day = string;

export interface Calendar {
	/** ISO weekday on which a week starts: 1 is Monday, 7 is Sunday. */
	weekStart: number;
	/** Month in which the fiscal year starts, 1 to 12; quarters count from it. */
	fiscalStart: number;
}

/** `start` and `end` are both inside the period. */
export interface Period {
	kind: PeriodKind;
	start: Day;
	end: Day;
}

export function periodOf(kind: PeriodKind, day: Day, calendar: Calendar): Period {
	const start = startOf(kind, day, calendar);
	return { kind, start, end: addDays(startOfNext(kind, start), -1) };
}

/** The period `steps` after (or, negative, before) the one that holds `day`. */
export function stepPeriod(kind: PeriodKind, day: Day, steps: number, calendar: Calendar): Period {
	let start = startOf(kind, day, calendar);
	for (let left = Math.abs(steps); left > 0; left--)
		start = steps > 0 ? startOfNext(kind, start) : startOf(kind, addDays(start, -1), calendar);
	return periodOf(kind, start, calendar);
}

export function isPeriodKind(text: string): text is PeriodKind {
	return (PERIOD_KINDS as readonly string[]).includes(text);
}

/** True for a date that exists, between 1900 and 2999. */
export function isDay(text: string): boolean {
	if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(text)) return false;
	const at = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

export function addDays(day: Day, days: number): Day {
	return toDay(fromDay(day) + days * 86_400_000);
}

/** Whole days from `a` to `b`, negative when `b` lies before `a`. */
export function daysBetween(a: Day, b: Day): number {
	return Math.round((fromDay(b) - fromDay(a)) / 86_400_000);
}

/** ISO weekday, 1 is Monday. */
export function weekday(day: Day): number {
	return new Date(fromDay(day)).getUTCDay() || 7;
}

function startOf(kind: PeriodKind, day: Day, calendar: Calendar): Day {
	const month = Number(day.slice(5, 7));
	switch (kind) {
		case 'day':
			return day;
		case 'week':
			return addDays(day, -((weekday(day) - calendar.weekStart + 7) % 7));
		case 'month':
			return `${day.slice(0, 7)}-01`;
		case 'quarter':
			return addMonths(`${day.slice(0, 7)}-01`, -((month - calendar.fiscalStart + 12) % 3));
	}
}

function startOfNext(kind: PeriodKind, start: Day): Day {
	if (kind === 'day') return addDays(start, 1);
	if (kind === 'week') return addDays(start, 7);
	return addMonths(start, kind === 'month' ? 1 : 3);
}

function addMonths(firstOfMonth: Day, months: number): Day {
	const date = new Date(fromDay(firstOfMonth));
	return toDay(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
}

function fromDay(day: Day): number {
	return Date.parse(`${day}T00:00:00Z`);
}

function toDay(ms: number): Day {
	return new Date(ms).toISOString().slice(0, 10);
}
