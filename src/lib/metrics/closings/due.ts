import {
	addDays,
	PERIOD_KINDS,
	periodOf,
	stepPeriod,
	type Calendar,
	type Day,
	type Period,
	type PeriodKind
} from '#lib/platform/period.ts';

/** Local hour at which a period closes, on the day after its last: time for what is filed a morning late. */
export const CLOSING_HOUR = 12;

/** What decides which of an organization's periods are over for good. */
export interface Progress {
	/** The day the organization was made; what had ended before it never closes. */
	founded: Day;
	/** The latest day whose closing hour has come. */
	over: Day;
	/** By kind, the last day of the latest period that has been closed. */
	closed: Partial<Record<PeriodKind, Day>>;
}

/** Every period to close now: those that ended first come first, and a day before the week it ends. */
export function duePeriods(calendar: Calendar, progress: Progress): Period[] {
	const due = PERIOD_KINDS.flatMap((kind) => dueOf(kind, calendar, progress));
	return due.sort(
		(a, b) =>
			Number(a.end > b.end) - Number(a.end < b.end) ||
			PERIOD_KINDS.indexOf(a.kind) - PERIOD_KINDS.indexOf(b.kind)
	);
}

function dueOf(kind: PeriodKind, calendar: Calendar, { founded, over, closed }: Progress) {
	const last = closed[kind];
	const due: Period[] = [];
	let next = periodOf(kind, last ? addDays(last, 1) : founded, calendar);
	for (; next.end <= over; next = stepPeriod(kind, next.start, 1, calendar)) due.push(next);
	return due;
}
