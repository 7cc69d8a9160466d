import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rank } from '#lib/metrics/standings/rank.ts';
import { wallRows } from './wall-rows.ts';

function board(values: number[]) {
	return rank(
		values.map((value, index) => ({
			id: `${index}`,
			name: `Rep ${String(index).padStart(3, '0')}`,
			value: String(value),
			was: null,
			score: null,
			days: 1
		}))
	);
}

test.each([
	{ people: 0, shown: 0 },
	{ people: 2, shown: 2 },
	{ people: 3, shown: 3 },
	{ people: 4, shown: 3 },
	{ people: 6, shown: 4 },
	{ people: 12, shown: 8 },
	{ people: 18, shown: 12 },
	{ people: 200, shown: 12 }
])('of $people people $shown hang on the wall', ({ people, shown }) => {
	const different = Array.from({ length: people }, (_, index) => 1000 - index);
	expect(wallRows(board(different))).toHaveLength(shown);
});

test('who ties at the cut is left out together', () => {
	expect(wallRows(board([60, 50, 40, 30, 30, 10]))).toHaveLength(3);
});

test('on a Monday morning, when all are level, the wall is not empty', () => {
	expect(wallRows(board([10, 10, 10, 10, 10, 10]))).toHaveLength(4);
});

test('the wall is the top of the board, never its last rank, never a tie cut in two', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(12), { maxLength: 60 }), (values) => {
			const standings = board(values);
			const shown = wallRows(standings);
			expect(shown).toEqual(standings.slice(0, shown.length));
			expect(shown.length).toBeLessThanOrEqual(
				Math.min(12, Math.max(3, Math.floor((values.length * 2) / 3)))
			);
			expect(shown.length).toBeGreaterThanOrEqual(Math.min(3, values.length));
			const better = standings.filter(({ rank }) => rank < (standings[shown.length]?.rank ?? 0));
			if (better.length >= 3)
				expect(shown.at(-1)!.rank).toBeLessThan(standings[shown.length]!.rank);
		})
	);
});
