import { expect, it } from 'vitest';
import type { BoardState } from './board.ts';
import { staleMeasure } from './measure.ts';

const board = (without: number, rank: BoardState['rank'] = 'target') =>
	({ rows: [], rank, today: '2026-11-18', without }) as unknown as BoardState;

it('who has no row asks again when another number of people is without a target', () => {
	const before = staleMeasure(board(1), null, 'aiko');
	expect(staleMeasure(board(1), null, 'aiko')).toBe(before);
	expect(staleMeasure(board(2), null, 'aiko')).not.toBe(before);
});

it('a board by value measures nobody', () => {
	expect(staleMeasure(board(1, 'value'), null, 'aiko')).toBeUndefined();
});
