import { expect, test } from 'vitest';
import { rest } from './rest.ts';

const LONG_MS = 60_000;

test('nobody who stops waits for the rest after a round', { timeout: 2_000 }, async () => {
	const stopping = new AbortController();
	const resting = rest(LONG_MS, stopping.signal);
	stopping.abort();
	await expect(resting).resolves.toBeUndefined();
	await expect(rest(LONG_MS, stopping.signal)).resolves.toBeUndefined();
});
