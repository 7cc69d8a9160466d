import { describe, expect, it } from 'vitest';
import { POINT_SCALE } from '#lib/platform/quantity.ts';
import { bestWeekNote, hasFigures, progressWords, type Profile } from './profile.ts';

/** Thousandths of a point, as figures are kept. */
const milli = (value: bigint | null) =>
	value === null ? null : value * 10n ** BigInt(POINT_SCALE - 3);

describe('the sentence above one’s own bars', () => {
	it.each<[string, bigint, bigint | null, bigint | null]>([
		['Your first activity starts your bars', 0n, null, null],
		['Your first week on the board', 400_000n, null, null],
		['Your best week so far', 1_411_000n, 1_410_000n, 900_000n],
		['Above your own average', 1_410_000n, 1_410_000n, 900_000n],
		['Above your own average', 900_000n, 1_410_000n, 900_000n],
		['100 to your own average', 800_001n, 1_410_000n, 900_000n],
		['900 to your own average', 0n, 1_410_000n, 900_000n],
		['Your weeks so far', 100n, 1_410_000n, null]
	])('%s', (words, now, best, average) => {
		expect(progressWords(milli(now)!, milli(best), milli(average))).toBe(words);
	});

	it.each<[string, bigint, bigint | null]>([
		['this week', 5n, null],
		['this week', 1_411_000n, 1_410_000n],
		['level with it now', 1_410_000n, 1_410_000n],
		['126 to go', 1_284_000n, 1_410_000n],
		['1 to go', 1_409_999n, 1_410_000n]
	])('best week: %s', (words, now, best) => {
		expect(bestWeekNote(milli(now)!, milli(best))).toBe(words);
	});
});

describe('what is drawn', () => {
	const nothing = { weeks: [{ start: '2026-11-16', value: '0' }], bestEarlier: null, bests: [] };
	const of = (role: Profile['person']['role'], more: object = {}) =>
		hasFigures({ ...nothing, person: { role }, ...more } as unknown as Profile);

	it('waits for a rep’s first activity, and for a manager’s only where there ever was one', () => {
		expect(of('rep')).toBe(true);
		expect([of('manager'), of('admin')]).toEqual([false, false]);
		expect(of('manager', { weeks: [{ start: '2026-11-16', value: '5' }] })).toBe(true);
		expect(of('admin', { bestEarlier: { start: '2026-02-02', value: '5' } })).toBe(true);
	});
});
