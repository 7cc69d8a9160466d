import { expect, test } from 'vitest';
import { rest, restMs } from './rest.ts';

const LONG_MS = 60_000;
const MANY = 10_000;

test('nobody who stops waits for the rest after a round', { timeout: 2_000 }, async () => {
	const stopping = new AbortController();
	const resting = rest(LONG_MS, MANY, stopping.signal);
	stopping.abort();
	await expect(resting).resolves.toBeUndefined();
	await expect(rest(LONG_MS, MANY, stopping.signal)).resolves.toBeUndefined();
});

test('a large round takes a quarter of the time, and few that took long keep no bell waiting', () => {
	expect(restMs(3_000, MANY)).toBe(9_000);
	expect(restMs(LONG_MS, MANY)).toBe(10_000);
	expect(restMs(300, 500)).toBe(900);
	expect(restMs(4_000, 1)).toBe(50);
	expect(restMs(1, 1)).toBe(50);
});
