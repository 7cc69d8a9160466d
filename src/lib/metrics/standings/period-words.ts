import { writeDate } from '#lib/platform/date-words.ts';
import { addDays, type Day, type Period, type PeriodKind } from '#lib/platform/period.ts';

/** The periods as they stand on the switch. */
export const PERIOD_NAMES: Record<PeriodKind, string> = {
	day: 'Today',
	week: 'Week',
	month: 'Month',
	quarter: 'Quarter'
};

const RUNNING: Record<PeriodKind, string> = {
	day: 'today',
	week: 'this week',
	month: 'this month',
	quarter: 'this quarter'
};

export function isRunning(period: Period, today: Day): boolean {
	return period.start <= today && today <= period.end;
}

/** "this week" while it runs, else its dates: "16 – 22 Nov". */
export function periodWords(period: Period, today: Day): string {
	return isRunning(period, today) ? RUNNING[period.kind] : rangeWords(period, today);
}

/** A period's dates; the year only where it is not this one: "Sat 21 Nov", "Oct – Dec 2025". */
export function rangeWords({ kind, start, end }: Period, today: Day): string {
	const year = end.slice(0, 4) === today.slice(0, 4) ? '' : ` ${end.slice(0, 4)}`;
	if (kind === 'day')
		return writeDate(start, { weekday: 'short', day: 'numeric', month: 'short' }) + year;
	if (kind === 'month') return writeDate(start, { month: 'long' }) + year;
	if (kind === 'quarter')
		return `${writeDate(start, { month: 'short' })} – ${writeDate(end, { month: 'short' })}${year}`;
	const sameMonth = start.slice(5, 7) === end.slice(5, 7);
	const first = sameMonth ? String(Number(start.slice(8))) : writeDate(start, DATE);
	return `${first} – ${writeDate(end, DATE)}${year}`;
}

/** A day in the period before, and one in the next where that has begun. */
export function neighbours(period: Period, today: Day): { earlier: Day; later: Day | undefined } {
	const later = addDays(period.end, 1);
	return { earlier: addDays(period.start, -1), later: later > today ? undefined : later };
}

const DATE = { day: 'numeric', month: 'short' } as const;
