import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rank, type Rankable } from './rank.ts';

function row(name: string, value: number, was: number | null = null): Rankable {
	return { id: name.toLowerCase(), name, value: String(value), score: null, days: 1, was };
}

describe('ranks', () => {
	it.each([
		['nobody', [], []],
		['one alone', [5], [1]],
		['all different', [9, 5, 7], [1, 2, 3]],
		['a tie shares and the next is skipped', [9, 7, 7, 5], [1, 2, 2, 4]],
		['all level', [3, 3, 3], [1, 1, 1]],
		['below nothing, after a reversal', [0, -2, 4], [1, 2, 3]]
	])('%s', (_, values, expected) => {
		const rows = values.map((value, index) => row(`Rep ${index}`, value));
		expect(rank(rows).map((each) => each.rank)).toEqual(expected);
	});

	it('stands those who tie in the order of their names', () => {
		const names = rank([row('Hana', 790), row('Emil', 790), row('Ängla', 790)]);
		expect(names.map((each) => each.row.name)).toEqual(['Ängla', 'Emil', 'Hana']);
	});

	it('says what is missing to the next better rank, for all who tie', () => {
		const gaps = rank([row('Mara', 1910), row('Emil', 790), row('Hana', 790), row('Caio', 612)]);
		expect(gaps.map((each) => each.gap)).toEqual([null, 1120n, 1120n, 178n]);
	});

	it('says how many places were won and lost since yesterday', () => {
		const moved = rank([
			row('Mara', 1910, 1),
			row('Aiko', 1284, 3),
			row('Lena', 1251, 2),
			row('Nora', 377, null)
		]);
		expect(moved.map((each) => each.movement)).toEqual([0, 1, -1, null]);
	});

	it('compares figures that no float can hold', () => {
		const rows = [
			{ ...row('Mara', 0), value: '9007199254740993' },
			{ ...row('Aiko', 0), value: '9007199254740992' }
		];
		expect(rank(rows).map((each) => [each.row.name, each.rank])).toEqual([
			['Mara', 1],
			['Aiko', 2]
		]);
	});
});

describe('any board', () => {
	const rows = fc.uniqueArray(
		fc.record({
			id: fc.uuid(),
			name: fc.string({ maxLength: 40 }),
			value: fc.bigInt({ min: -50n, max: 50n }).map(String),
			score: fc.option(fc.bigInt({ min: -50n, max: 50n }).map(String)),
			days: fc.integer({ min: 0, max: 30 }),
			was: fc.option(fc.integer({ min: 1, max: 40 }))
		}),
		{ selector: (each) => each.id, maxLength: 40 }
	);

	it('ranks everybody by how many are better', () => {
		fc.assert(
			fc.property(rows, (each) => {
				const standings = rank(each);
				expect(standings).toHaveLength(each.length);
				for (const { row, rank: place } of standings) {
					const better = each.filter((other) => BigInt(other.value) > BigInt(row.value));
					expect(place).toBe(better.length + 1);
				}
			})
		);
	});

	it('never depends on the order the rows came in', () => {
		fc.assert(
			fc.property(rows, (each) => {
				expect(rank([...each].reverse())).toEqual(rank(each));
			})
		);
	});

	it('names a gap that, once closed, draws level with the next better rank', () => {
		fc.assert(
			fc.property(rows, (each) => {
				for (const standing of rank(each)) {
					if (standing.gap === null) continue;
					const closed = BigInt(standing.row.value) + standing.gap;
					const moved = rank(
						each.map((row) =>
							row.id === standing.row.id ? { ...row, value: String(closed) } : row
						)
					);
					const after = moved.find((other) => other.row.id === standing.row.id);
					const level = moved.filter((other) => other.row.value === String(closed));
					expect(level.length).toBeGreaterThan(1);
					expect(after!.rank).toBeLessThan(standing.rank);
				}
			})
		);
	});
});

describe('teams by what each of their people brings a day', () => {
	const team = fc.record({
		id: fc.uuid(),
		name: fc.constantFrom('Northern Lights', 'Harbour Crew', 'Inbound'),
		value: fc.bigInt({ min: -40n, max: 40n }).map(String),
		score: fc.constant(null),
		days: fc.integer({ min: 1, max: 12 }),
		was: fc.constant(null)
	});
	const teams = fc.uniqueArray(team, { selector: ({ id }) => id, maxLength: 30 });
	const ranking = { by: 'team', rank: 'value' } as const;

	// By the common denominator of 1 to 12, which divides without a rest.
	const scaled = ({ value, days }: Pick<Rankable, 'value' | 'days'>) =>
		(BigInt(value) * 27_720n) / BigInt(days);

	it('stand in their exact order, however close they are', () => {
		fc.assert(
			fc.property(teams, (each) => {
				for (const { row, rank: place } of rank(each, ranking)) {
					const better = each.filter((other) => scaled(other) > scaled(row));
					expect(place).toBe(better.length + 1);
				}
			})
		);
	});

	it('draw level by the gap, and by one less do not', () => {
		fc.assert(
			fc.property(teams, (each) => {
				const standings = rank(each, ranking);
				for (const { row, rank: place, gap } of standings) {
					if (gap === null) continue;
					const next = standings.filter((other) => other.rank < place).at(-1)!.row;
					const with_ = (more: bigint) => scaled({ ...row, value: `${BigInt(row.value) + more}` });
					expect(with_(gap) >= scaled(next)).toBe(true);
					expect(with_(gap - 1n) < scaled(next)).toBe(true);
				}
			})
		);
	});

	it('tells apart what no float can', () => {
		const row = (id: string, value: string, days: number) => {
			return { id, name: id, value, days, score: null, was: null };
		};
		const close = [row('b', '9007199254740993', 3), row('a', '6004799503160662', 2)];
		expect(rank(close, ranking).map((each) => [each.row.id, each.rank])).toEqual([
			['a', 1],
			['b', 1]
		]);
		const closer = [row('b', '9007199254740994', 3), row('a', '6004799503160662', 2)];
		expect(rank(closer, ranking).map((each) => [each.row.id, each.rank])).toEqual([
			['b', 1],
			['a', 2]
		]);
	});
});
