import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	applyPlace,
	diffPlace,
	placeTopic,
	type PlacedRow,
	type PlaceState
} from './place-window.ts';

function row(name: string, rank: number, value = 100 - rank): PlacedRow {
	const figure = { value: String(value), activities: 1, was: rank, score: null, days: 1 };
	return { id: name.toLowerCase(), name, colour: 1, team: null, ...figure, late: null, rank };
}

const place: PlaceState = {
	size: 10_000,
	rank: 5002,
	rows: [row('Mara', 5001), row('Aiko', 5002), row('Lena', 5003)]
};

describe('what changes around somebody', () => {
	it('is nothing where nobody near moved', () => {
		expect(diffPlace(place, structuredClone(place))).toBeUndefined();
	});

	it('is the ranks alone where somebody far away went past', () => {
		const after = {
			...place,
			rank: 5003,
			rows: place.rows.map((r) => ({ ...r, rank: r.rank + 1 }))
		};
		expect(diffPlace(place, after)).toEqual({ rank: 5003, ranks: [5002, 5003, 5004] });
	});

	it('is one row and the order where two changed places', () => {
		const [mara, aiko, lena] = place.rows as [PlacedRow, PlacedRow, PlacedRow];
		const ahead = { ...aiko, value: '9999', rank: 5001 };
		const after = { ...place, rank: 5001, rows: [ahead, { ...mara, rank: 5002 }, lena] };
		const { rank: _, ...sent } = ahead;
		expect(diffPlace(place, after)).toEqual({
			rank: 5001,
			ids: ['aiko', 'mara', 'lena'],
			rows: [sent]
		});
	});

	it('empties where an entry was taken back', () => {
		const gone = { size: 9999, rank: null, rows: [] };
		expect(diffPlace(place, gone)).toEqual({ size: 9999, rank: null, ids: [], ranks: [] });
		expect(applyPlace(place, diffPlace(place, gone)!)).toEqual(gone);
	});
});

const anyPlace = fc
	.record({
		size: fc.constantFrom(300, 301),
		rows: fc.uniqueArray(
			fc
				.tuple(fc.constantFrom('Mara', 'Aiko', 'Lena', 'Emil'), fc.nat(3), fc.nat(3))
				.map(([name, rank, value]) => row(name, rank, value)),
			{ selector: ({ id }) => id }
		)
	})
	.map(({ size, rows }): PlaceState => ({ size, rank: rows[0]?.rank ?? null, rows }));

it('any change turns the one window into the other, over the wire too', () => {
	fc.assert(
		fc.property(anyPlace, anyPlace, (before, after) => {
			const kept = structuredClone(before);
			const change = diffPlace(before, after);
			const sent = change && (JSON.parse(JSON.stringify(change)) as typeof change);
			expect(sent ? applyPlace(before, sent) : before).toEqual(after);
			expect(before).toEqual(kept);
		})
	);
});

it('has one spelling for each board and member', () => {
	const board = { metric: 'points', period: 'week', by: 'member', rank: 'value' } as const;
	const member = 'aiko' as Parameters<typeof placeTopic>[1];
	expect(placeTopic({ ...board, team: 'northern-lights' }, member)).toBe(
		'place?member=aiko&metric=points&period=week&team=northern-lights'
	);
});
