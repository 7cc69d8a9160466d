import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareScores, type Score } from './board-score.ts';
import { createLadder, type Rung } from './ladder.ts';
import { byName } from './rank.ts';

const score = fc.record({
	value: fc.bigInt({ min: -6n, max: 6n }),
	per: fc.bigInt({ min: 1n, max: 3n })
});
const rung = fc.record({
	id: fc.integer({ min: 0, max: 30 }).map((n) => `id-${n}`),
	name: fc.constantFrom('Mara', 'Aiko', 'Emil', 'Hana'),
	score,
	before: fc.option(score)
});
const step = fc.oneof(
	fc.record({ put: fc.array(rung, { maxLength: 6 }) }),
	fc.record({ remove: fc.array(rung, { maxLength: 3 }) })
);

function placeAmong(scores: Score[], own: Score): number {
	return scores.filter((other) => compareScores(other, own) < 0).length + 1;
}

describe('a ladder', () => {
	it('is the sorted list of who stands on it, whatever came and went', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
				const ladder = createLadder<Rung>();
				const known = new Map<string, Rung>();
				for (const one of steps) {
					if ('put' in one) {
						ladder.put(one.put);
						for (const each of one.put) known.set(each.id, each);
					} else {
						ladder.remove(one.remove.map(({ id }) => id));
						for (const { id } of one.remove) known.delete(id);
					}
				}
				const all = [...known.values()];
				const sorted = [...all].sort((a, b) => compareScores(a.score, b.score) || byName(a, b));
				expect(ladder.size).toBe(all.length);
				expect(ladder.slice(0, 100)).toEqual(sorted);
				const earlier = all.flatMap(({ before }) => (before ? [before] : []));
				for (const [index, each] of sorted.entries()) {
					expect(ladder.get(each.id)).toBe(each);
					expect(ladder.position(each)).toBe(index);
					expect(ladder.rank(each)).toBe(
						placeAmong(
							all.map((one) => one.score),
							each.score
						)
					);
					expect(ladder.was(each)).toBe(each.before && placeAmong(earlier, each.before));
				}
			})
		);
	});

	it('takes in thousands at once as it does one at a time', () => {
		const many = Array.from({ length: 2500 }, (_, index): Rung => {
			const value = BigInt((index * 7919) % 613);
			const before = index % 3 ? { value: value / 2n, per: 1n } : null;
			return { id: `id-${index}`, name: `Rep ${index % 100}`, score: { value, per: 1n }, before };
		});
		const [whole, grown] = [createLadder<Rung>(), createLadder<Rung>()];
		whole.put(many);
		for (const one of many) grown.put([one]);
		expect(whole.slice(0, 2500)).toEqual(grown.slice(0, 2500));
		expect(many.map(whole.was)).toEqual(many.map(grown.was));
		expect(many.map(whole.rank)).toEqual(many.map(grown.rank));
	});

	it('has nothing beyond its ends', () => {
		const ladder = createLadder<Rung>();
		ladder.put([{ id: 'a', name: 'Aiko', score: { value: 1n, per: 1n }, before: null }]);
		expect(ladder.slice(-3, 4).map(({ id }) => id)).toEqual(['a']);
		expect(ladder.slice(-3, 0)).toEqual([]);
		expect(ladder.get('b')).toBeUndefined();
	});
});
