import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoardState } from '#lib/metrics/standings/board.ts';
import { applyTvBoard, diffTvBoard, tvBoard } from './tv-board.ts';

const PEOPLE = ['Aiko', 'Lena', 'Jonas', 'Mara', 'Oskar', 'Pia'];

function board(values: number[]): BoardState {
	const rows = values.map((value, at) => {
		const who = { id: PEOPLE[at]!.toLowerCase(), name: PEOPLE[at]!, colour: 1, team: null };
		const figures = { value: String(value), activities: 1, was: at + 1, score: null };
		return { ...who, ...figures, days: 1, late: null };
	});
	const head = { name: 'Points', unit: 'points', currency: 'EUR', by: 'member', rank: 'value' };
	return { ...head, rows } as unknown as BoardState;
}

const who = (name: string) => ({ id: name.toLowerCase(), name });

describe('a board on the wall', () => {
	it('keeps the places true where the leader hides, and says nothing of them', () => {
		const { rows } = tvBoard(board([600, 500, 500, 300, 200, 100]), [who('Aiko')]);
		expect(rows.map(({ rank, name, value }) => [rank, name, value])).toEqual([
			[1, null, null],
			[2, 'Jonas', '500'],
			[2, 'Lena', '500'],
			[4, 'Mara', '300']
		]);
		expect(JSON.stringify(rows)).not.toMatch(/aiko|600/i);
	});

	it('carries no more of a board than hangs there', () => {
		const { rows } = tvBoard(board([600, 500, 400, 300, 200, 100]), []);
		expect(rows.map(({ name }) => name)).toEqual(['Aiko', 'Lena', 'Jonas', 'Mara']);
	});

	it('is on every TV what the server has, whatever changes and whoever hides meanwhile', () => {
		const figures = fc.array(fc.nat(4), { minLength: 1, maxLength: PEOPLE.length });
		const someone = fc.subarray(PEOPLE.map(who));
		fc.assert(
			fc.property(fc.array(fc.tuple(figures, someone), { minLength: 2 }), (steps) => {
				const states = steps.map(([values, hidden]) => tvBoard(board(values), hidden));
				states.reduce((held, next, at) => {
					const change = diffTvBoard(states[at - 1]!, next);
					const now = change ? applyTvBoard(held, change) : held;
					expect(now).toEqual(next);
					return now;
				});
			})
		);
	});
});
