import {
	PERIOD_KINDS,
	periodOf,
	type Calendar,
	type Day,
	type PeriodKind
} from '#lib/platform/period.ts';

/** The first days of the periods that hold a day. */
export type PeriodStarts = Readonly<Record<PeriodKind, Day>>;

const KNOWN_AT_MOST = 2_000;
const known = new Map<string, PeriodStarts>();

/** Remembered: a busy hour asks for the same few days thousands of times. */
export function periodStarts(day: Day, calendar: Calendar): PeriodStarts {
	const key = `${day}/${calendar.weekStart}/${calendar.fiscalStart}`;
	const hit = known.get(key);
	if (hit) return hit;
	if (known.size >= KNOWN_AT_MOST) known.clear();
	const entries = PERIOD_KINDS.map((kind) => [kind, periodOf(kind, day, calendar).start]);
	const starts = Object.fromEntries(entries) as PeriodStarts;
	known.set(key, starts);
	return starts;
}
