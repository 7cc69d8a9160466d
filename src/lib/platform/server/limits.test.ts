import { expect, test } from 'vitest';
import { limit } from './limits.ts';

test('so many at once, then evenly again', () => {
	const tries = limit(2, 1000);
	expect([0, 0, 0].map((now) => tries.take('aiko', now))).toEqual([true, true, false]);
	expect(tries.take('mara', 0)).toBe(true);
	expect(tries.take('aiko', 400)).toBe(false);
	expect(tries.take('aiko', 500)).toBe(true);
	expect(tries.take('aiko', 500)).toBe(false);
});

test('a flood of keys lets nobody try anew, and is forgotten when it has passed', () => {
	const tries = limit(1, 60_000);
	expect(tries.take('aiko', 0)).toBe(true);
	for (let i = 0; i < 50_000; i++) tries.take(`stranger-${i}`, 0);
	expect(tries.take('aiko', 0)).toBe(false);
	for (let i = 0; i < 50_000; i++) tries.take(`later-${i}`, 60_000);
	expect(tries.take('stranger-0', 60_000)).toBe(true);
});
