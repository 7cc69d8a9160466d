import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
	addDays,
	daysBetween,
	isDay,
	PERIOD_KINDS,
	periodOf,
	stepPeriod,
	weekday,
	type Calendar,
	type Day,
	type PeriodKind
} from './period.ts';

const { PlainDate } = Temporal;
const MONDAY = { weekStart: 1, fiscalStart: 1 };

const aDay = fc
	.integer({ min: 0, max: daysBetween('1900-01-01', '2999-12-31') })
	.map((days) => PlainDate.from('1900-01-01').add({ days }).toString());
const aCalendar: fc.Arbitrary<Calendar> = fc.record({
	weekStart: fc.integer({ min: 1, max: 7 }),
	fiscalStart: fc.integer({ min: 1, max: 12 })
});
const aKind = fc.constantFrom(...PERIOD_KINDS);

/** First and last day by another way: counted from the start of the fiscal year, walked to the week's start. */
function oracle(kind: PeriodKind, day: Day, { weekStart, fiscalStart }: Calendar) {
	const date = PlainDate.from(day);
	const until = (start: Temporal.PlainDate, length: Temporal.DurationLike) => ({
		kind,
		start: start.toString(),
		end: start.add(length).subtract({ days: 1 }).toString()
	});
	if (kind === 'day') return until(date, { days: 1 });
	if (kind === 'month') return until(date.with({ day: 1 }), { months: 1 });
	if (kind === 'week') {
		let start = date;
		while (start.dayOfWeek !== weekStart) start = start.subtract({ days: 1 });
		return until(start, { days: 7 });
	}
	const thisYears = PlainDate.from({ year: date.year, month: fiscalStart, day: 1 });
	const year =
		PlainDate.compare(thisYears, date) > 0 ? thisYears.subtract({ years: 1 }) : thisYears;
	const quarters = Math.floor(year.until(date, { largestUnit: 'months' }).months / 3);
	return until(year.add({ months: 3 * quarters }), { months: 3 });
}

describe('a period', () => {
	it.each<[string, PeriodKind, Day, Calendar, Day, Day]>([
		['a week over new year', 'week', '2026-12-31', MONDAY, '2026-12-28', '2027-01-03'],
		[
			'a week from Sunday',
			'week',
			'2026-11-22',
			{ ...MONDAY, weekStart: 7 },
			'2026-11-22',
			'2026-11-28'
		],
		[
			'a week from Saturday',
			'week',
			'2026-11-20',
			{ ...MONDAY, weekStart: 6 },
			'2026-11-14',
			'2026-11-20'
		],
		['February of a leap year', 'month', '2028-02-29', MONDAY, '2028-02-01', '2028-02-29'],
		['February of 2100, which is none', 'month', '2100-02-28', MONDAY, '2100-02-01', '2100-02-28'],
		['February of 2000, which is one', 'month', '2000-02-29', MONDAY, '2000-02-01', '2000-02-29'],
		['the first quarter', 'quarter', '2027-01-01', MONDAY, '2027-01-01', '2027-03-31'],
		[
			'a quarter from February',
			'quarter',
			'2027-01-31',
			{ ...MONDAY, fiscalStart: 2 },
			'2026-11-01',
			'2027-01-31'
		],
		[
			'a quarter over new year',
			'quarter',
			'2026-12-31',
			{ ...MONDAY, fiscalStart: 12 },
			'2026-12-01',
			'2027-02-28'
		],
		[
			'a quarter from April',
			'quarter',
			'2028-03-31',
			{ ...MONDAY, fiscalStart: 4 },
			'2028-01-01',
			'2028-03-31'
		]
	])('%s', (_, kind, day, calendar, start, end) => {
		expect(periodOf(kind, day, calendar)).toEqual({ kind, start, end });
	});

	it('is what another calendar says, whatever day, week start and fiscal year', () => {
		fc.assert(
			fc.property(aKind, aDay, aCalendar, (kind, day, calendar) => {
				expect(periodOf(kind, day, calendar)).toEqual(oracle(kind, day, calendar));
			}),
			{ numRuns: 4000 }
		);
	});

	it('holds its days, and the next begins the day after its last', () => {
		const steps = fc.integer({ min: -30, max: 30 });
		fc.assert(
			fc.property(aKind, aDay, aCalendar, steps, (kind, day, calendar, count) => {
				const period = periodOf(kind, day, calendar);
				expect(period.start <= day && day <= period.end).toBe(true);
				expect(periodOf(kind, period.start, calendar)).toEqual(period);
				expect(periodOf(kind, period.end, calendar)).toEqual(period);
				expect(stepPeriod(kind, day, 1, calendar).start).toBe(addDays(period.end, 1));
				const away = stepPeriod(kind, day, count, calendar);
				expect(stepPeriod(kind, away.end, -count, calendar)).toEqual(period);
			}),
			{ numRuns: 2000 }
		);
	});

	it('a fiscal year has four quarters, and its first starts with it', () => {
		for (let fiscalStart = 1; fiscalStart <= 12; fiscalStart++) {
			const calendar = { weekStart: 1, fiscalStart };
			const first = PlainDate.from({ year: 2027, month: fiscalStart, day: 1 });
			const starts = [0, 1, 2, 3, 4].map(
				(count) => stepPeriod('quarter', first.toString(), count, calendar).start
			);
			expect(starts).toEqual([0, 3, 6, 9, 12].map((months) => first.add({ months }).toString()));
		}
	});
});

describe('a day', () => {
	it('counts like another calendar', () => {
		const days = fc.integer({ min: -40_000, max: 40_000 });
		fc.assert(
			fc.property(aDay, days, aDay, (day, count, other) => {
				const date = PlainDate.from(day);
				expect(addDays(day, count)).toBe(date.add({ days: count }).toString());
				expect(daysBetween(day, other)).toBe(date.until(other, { largestUnit: 'days' }).days);
				expect(weekday(day)).toBe(date.dayOfWeek);
			}),
			{ numRuns: 2000 }
		);
	});

	it('is one that exists, between 1900 and 2999', () => {
		const part = (max: number, width: number) =>
			fc.integer({ min: 0, max }).map((n) => String(n).padStart(width, '0'));
		const text = fc.tuple(part(3100, 4), part(14, 2), part(34, 2)).map((parts) => parts.join('-'));
		fc.assert(
			fc.property(text, (candidate) => {
				expect(isDay(candidate)).toBe(exists(candidate) && /^(19|2)/.test(candidate));
			}),
			{ numRuns: 3000 }
		);
	});

	it.each(['2026-02-29', '2100-02-29', '2026-11-31', '2026-1-01', '1899-12-31', '3000-01-01', ''])(
		'%j is none',
		(text) => {
			expect(isDay(text)).toBe(false);
		}
	);
});

function exists(text: string): boolean {
	try {
		return PlainDate.from(text).toString() === text;
	} catch {
		return false;
	}
}
