import { describe, expect, it } from 'vitest';
import { layOutStanding, placeWords, type Stand } from './standing.ts';

const stand = (value: string | null, rank: number | null, size = 12): Stand => ({
	start: '2026-11-16',
	end: '2026-11-22',
	value,
	rank,
	size
});

describe('a standing over time', () => {
	it('breaks the line where there was no board or nobody stood', () => {
		const { marks, lines } = layOutStanding([
			stand('500', 1),
			stand('1000', 2),
			stand(null, null, 0),
			stand('250', 5),
			stand(null, null),
			stand('0', 5)
		]);
		expect(lines).toEqual([[0, 1]]);
		expect(marks.map(({ height }) => height)).toEqual([0.5, 1, null, 0.25, null, 0]);
		expect(marks.map(({ place }) => place)).toEqual([1, 0.75, null, 0, null, 0]);
	});

	it('lets the lowest place that was ever taken be the foot', () => {
		expect(layOutStanding([stand('1', 1), stand('1', 41)]).lowest).toBe(41);
		expect(layOutStanding([]).lowest).toBe(5);
	});

	it('draws what was corrected below zero as no height', () => {
		expect(layOutStanding([stand('-4', 9)]).marks[0]!.height).toBe(0);
	});

	it.each<[Stand, string]>([
		[stand('10', 1), '1st of 12'],
		[stand('10', 2), '2nd of 12'],
		[stand('10', 3), '3rd of 12'],
		[stand('10', 11), '11th of 12'],
		[stand(null, null), 'not on the board'],
		[stand('10', null, 300), 'not shown'],
		[stand(null, null, 0), 'no board']
	])('%j: %s', (one, words) => {
		expect(placeWords(one)).toBe(words);
	});
});
