import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartWeeks } from './weeks.ts';

const weeks = (...points: number[]) =>
	points.map((value, index) => ({ start: `week ${index}`, value: String(value * 1000) }));

describe('a member’s weeks', () => {
	it('marks the best and the running one, and averages what is finished', () => {
		const { bars, average, averageHeight } = chartWeeks(weeks(900, 1410, 990, 1284));
		expect(bars.map((bar) => [bar.isBest, bar.isNow])).toEqual([
			[false, false],
			[true, false],
			[false, false],
			[false, true]
		]);
		expect(bars.map((bar) => bar.height)).toEqual([0.638, 1, 0.702, 0.91]);
		expect(average).toBe(1_100_000n);
		expect(averageHeight).toBe(0.78);
	});

	it.each<[string, number[], bigint | null]>([
		['nothing at all', [0, 0, 0, 0], null],
		['the first week', [0, 0, 0, 500], null],
		['one finished week', [0, 0, 400, 500], null],
		['two finished weeks, not those before them', [0, 400, 600, 100], 500_000n],
		['a week of leave in between', [400, 0, 500, 100], 300_000n]
	])('averages %s', (_, points, average) => {
		expect(chartWeeks(weeks(...points)).average).toBe(average);
	});

	it('gives the later of two equal weeks the brass', () => {
		const { bars } = chartWeeks(weeks(700, 700, 0));
		expect(bars.map((bar) => bar.isBest)).toEqual([false, true, false]);
	});

	it.each([
		['week 1', [false, true, false]],
		['week long ago', [true, false, false]]
	])(
		'gives it to the best week though another bar is higher, final with a typo: %s',
		(best, is) => {
			const { bars } = chartWeeks(weeks(5500, 1500, 1400), best);
			expect(bars.map((bar) => bar.isBest)).toEqual(is);
		}
	);

	it('keeps every bar on the chart', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 1 }), (points) => {
				const { bars, averageHeight } = chartWeeks(weeks(...points));
				for (const { height } of bars) expect(height >= 0 && height <= 1).toBe(true);
				expect(averageHeight === null || (averageHeight >= 0 && averageHeight <= 1)).toBe(true);
				expect(bars.filter((bar) => bar.isBest).length).toBe(points.some((n) => n > 0) ? 1 : 0);
			})
		);
	});
});
