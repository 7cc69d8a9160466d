import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MOST_FLASHES, mostFlashes } from '#lib/moments/flashes.ts';
import { EVERY_MS } from '../celebration-queue.ts';
import { SWING_MS, takeoverLights } from './takeover-lights.ts';

describe('a takeover', () => {
	it.each([
		['as it is', false, 1],
		['with less motion', true, 0]
	])('never flashes more than three times a second, %s', (_name, isStill, flashes) => {
		const evening = Array.from({ length: 10 }, (_, i) => takeoverLights(i * EVERY_MS, isStill));
		expect(mostFlashes(evening.flat())).toBe(flashes);
		expect(flashes).toBeLessThanOrEqual(MOST_FLASHES);
	});

	it('counts with the swing that the bell has', () => {
		const bell = readFileSync(new URL('../../ui/Bell.svelte', import.meta.url), 'utf8');
		expect(bell).toContain(`animation: swing ${SWING_MS / 1000}s`);
	});
});
