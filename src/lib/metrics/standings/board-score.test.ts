import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	figureFor,
	percentScore,
	shownMeasure,
	wholePercent,
	type Measure
} from './board-score.ts';

const target = (basis: bigint): Measure => ({ basis, begun: 1, of: 1 });
/** Three weeks that brought so much, on the third day of a week of seven. */
const usual = (sum: bigint): Measure => ({ basis: sum, begun: 3, of: 21 });

describe('a percent score', () => {
	it.each([
		['nothing of a target', 0n, target(10n), 'target', 0n],
		['a whole target', 10n, target(10n), 'target', 10_000n],
		['a little more', 112n, target(100n), 'target', 11_200n],
		['a third', 1n, target(3n), 'target', 3_333n],
		['less than nothing, rounded down', -1n, target(3n), 'target', -3_334n],
		['just the usual', 9n, usual(63n), 'improvement', 0n],
		['double the usual', 18n, usual(63n), 'improvement', 10_000n],
		['a third less than usual', 6n, usual(63n), 'improvement', -3_334n],
		['what no float can hold', 2n ** 62n, target(2n ** 62n - 1n), 'target', 10_000n]
	] as const)('%s', (_, value, measure, rank, score) => {
		expect(percentScore(value, measure, rank)).toBe(score);
	});

	it.each([
		[9_999n, 99n],
		[10_000n, 100n],
		[-1n, -1n],
		[-100n, -1n],
		[-101n, -2n]
	])('of %s is shown as %s whole percent: 100 only when it is', (score, percent) => {
		expect(wholePercent(score)).toBe(percent);
	});

	it('is reached by the least figure that has it, and by none below', () => {
		const measures = fc.record({
			basis: fc.bigInt({ min: 1n, max: 10n ** 15n }),
			begun: fc.integer({ min: 1, max: 92 }),
			of: fc.integer({ min: 1, max: 276 })
		});
		const score = fc.bigInt({ min: -30_000n, max: 90_000n });
		const rank = fc.constantFrom('target' as const, 'improvement' as const);
		fc.assert(
			fc.property(measures, score, rank, (measure, aim, by) => {
				const least = figureFor(aim, measure, by);
				expect(percentScore(least, measure, by) >= aim).toBe(true);
				expect(percentScore(least - 1n, measure, by) < aim).toBe(true);
			})
		);
	});

	it('shows what is usual by now', () => {
		expect(shownMeasure(usual(63n))).toBe(9n);
		expect(shownMeasure(target(1_200n))).toBe(1_200n);
	});
});
