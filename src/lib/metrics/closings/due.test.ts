import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, daysBetween, PERIOD_KINDS, periodOf } from '#lib/platform/period.ts';
import { duePeriods, type Progress } from './due.ts';

const calendar = { weekStart: 1, fiscalStart: 1 };
const names = (progress: Progress) =>
	duePeriods(calendar, progress).map(({ kind, start }) => `${kind} ${start}`);

it('the first day closes alone, a day before the week, month and quarter it ends', () => {
	const founded = '2026-12-30';
	expect(names({ founded, over: '2026-12-29', closed: {} })).toEqual([]);
	expect(names({ founded, over: '2026-12-30', closed: {} })).toEqual(['day 2026-12-30']);
	expect(names({ founded, over: '2027-01-03', closed: { day: '2026-12-30' } })).toEqual([
		'day 2026-12-31',
		'month 2026-12-01',
		'quarter 2026-10-01',
		'day 2027-01-01',
		'day 2027-01-02',
		'day 2027-01-03',
		'week 2026-12-28'
	]);
});

it('whatever the calendar and the steps, every period closes once, in the order of time', () => {
	const setting = fc.record({
		weekStart: fc.integer({ min: 1, max: 7 }),
		fiscalStart: fc.integer({ min: 1, max: 12 }),
		first: fc.integer({ min: 0, max: 2000 }),
		steps: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 })
	});
	fc.assert(
		fc.property(setting, ({ first, steps, ...own }) => {
			const founded = addDays('2024-01-01', first);
			const closed: Progress['closed'] = {};
			const order: string[] = [];
			let over = addDays(founded, -1);
			for (const step of steps) {
				over = addDays(over, step);
				for (const { kind, start, end } of duePeriods(own, { founded, over, closed })) {
					closed[kind] = end;
					order.push(`${kind} ${start} ${end}`);
				}
			}
			const expected = PERIOD_KINDS.flatMap((kind) => {
				const days = Array.from({ length: daysBetween(founded, over) + 1 }, (_, i) =>
					periodOf(kind, addDays(founded, i), own)
				);
				const ended = days.filter(({ end }) => end <= over);
				return [...new Set(ended.map(({ start, end }) => `${kind} ${start} ${end}`))];
			});
			expect([...order].sort()).toEqual(expected.sort());
			const ends = order.map((line) => line.split(' ')[2]!);
			expect(ends).toEqual([...ends].sort());
		}),
		{ numRuns: 200 }
	);
});
