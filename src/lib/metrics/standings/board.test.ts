import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange, diffBoard, type BoardRow, type BoardState } from './board.ts';

const board: BoardState = {
	metric: 'points',
	name: 'Points',
	unit: 'points',
	currency: 'EUR',
	period: { kind: 'week', start: '2026-11-16', end: '2026-11-22' },
	today: '2026-11-18',
	by: 'member',
	rank: 'value',
	team: 'Northern Lights',
	group: null,
	league: null,
	closedAt: null,
	size: 0,
	without: 0,
	rows: []
};

function row(name: string, value: number): BoardRow {
	return {
		id: name.toLowerCase(),
		name,
		colour: 1,
		team: 'Northern Lights',
		value: String(value),
		activities: 1,
		was: null,
		score: null,
		days: 1,
		late: null
	};
}

const mara = row('Mara', 1910);
const aiko = row('Aiko', 1284);

describe('what changes on a board', () => {
	it('is nothing where nothing moved', () => {
		const same = { ...board, rows: [{ ...mara }] };
		expect(diffBoard({ ...board, rows: [mara] }, same)).toBeUndefined();
	});

	it('is what moved of a row that was there, and who came, whole', () => {
		const before = { ...board, rows: [mara, aiko] };
		const lena = row('Lena', 10);
		const ahead = { ...aiko, value: '2000', activities: 2 };
		const change = diffBoard(before, { ...board, rows: [mara, ahead, lena] });
		const moved = { id: aiko.id, value: '2000', activities: 2 };
		expect(change).toEqual({ rows: [moved, lena], gone: [] });
	});

	it('is who no longer stands on it, after a reversal', () => {
		const change = diffBoard({ ...board, rows: [mara, aiko] }, { ...board, rows: [mara] });
		expect(change).toEqual({ rows: [], gone: ['aiko'] });
	});

	it('is the head at midnight', () => {
		const next = { ...board, today: '2026-11-19', rows: [mara] };
		const change = diffBoard({ ...board, rows: [mara] }, next);
		expect(change).toMatchObject({ rows: [], gone: [], head: { today: '2026-11-19' } });
	});
});

describe('any two boards', () => {
	const name = fc.constantFrom('Mara', 'Tomás', 'Jonas', 'Aiko', 'Lena', 'Priya', 'Oskar');
	const anyBoard = fc
		.tuple(
			fc.uniqueArray(fc.tuple(name, fc.integer({ min: -9, max: 9 })), { selector: ([n]) => n }),
			fc.constantFrom('2026-11-18', '2026-11-23')
		)
		.map(([rows, today]) => ({ ...board, today, rows: rows.map(([n, value]) => row(n, value)) }));

	const byId = (state: BoardState) => ({
		...state,
		rows: [...state.rows].sort((a, b) => (a.id < b.id ? -1 : 1))
	});

	it('the change turns the one into the other', () => {
		fc.assert(
			fc.property(anyBoard, anyBoard, (before, after) => {
				const change = diffBoard(before, after);
				const reached = change ? applyChange(before, change) : before;
				expect(byId(reached)).toEqual(byId(after));
			})
		);
	});

	it('the wire keeps it the same', () => {
		fc.assert(
			fc.property(anyBoard, anyBoard, (before, after) => {
				const change = diffBoard(before, after);
				if (!change) return;
				const sent = JSON.parse(JSON.stringify(change)) as typeof change;
				expect(byId(applyChange(before, sent))).toEqual(byId(after));
			})
		);
	});

	it('applying leaves the old state as it was', () => {
		fc.assert(
			fc.property(anyBoard, anyBoard, (before, after) => {
				const kept = structuredClone(before);
				const change = diffBoard(before, after);
				if (change) applyChange(before, change);
				expect(before).toEqual(kept);
			})
		);
	});
});
