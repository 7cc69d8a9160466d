import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burstLights } from './burst/burst-lights.ts';
import { BURST_MS } from './burst/burst.ts';
import { MOST_FLASHES, mostFlashes, together, type Light } from './flashes.ts';

/** On and off, so many times a second. */
function strobe(hertz: number, level = 1): Light[] {
	const half = 500 / hertz;
	return Array.from({ length: 40 }, (_, i) => ({ at: i * half, level: i % 2 ? 0 : level }));
}

describe('flashes in the busiest second', () => {
	it.each([
		['nothing', [], 0],
		['what stays on', [{ at: 0, level: 1 }], 0],
		['one flash', strobe(1).slice(0, 2), 1],
		['three a second', strobe(3), 3],
		['four a second', strobe(4), 4],
		['ten a second', strobe(10), 10],
		['ten a second that nobody sees', strobe(10, 0.05), 0],
		['what only grows', [0.1, 0.3, 0.5, 0.7, 0.9].map((level, i) => ({ at: i * 100, level })), 0]
	])('%s', (_name, lights, flashes) => {
		expect(mostFlashes(lights)).toBe(flashes);
	});

	it('add up where two sources take turns', () => {
		const other = strobe(2).map(({ at, level }) => ({ at: at + 125, level }));
		expect(mostFlashes(together(strobe(2), other))).toBeLessThanOrEqual(4);
		expect(mostFlashes(together(strobe(2), []))).toBe(2);
	});

	it('are never too many on a phone, however wins come in', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: BURST_MS, max: 20_000 })), (gaps) => {
				let at = 0;
				const begins = gaps.map((gap) => (at += gap));
				expect(mostFlashes(burstLights(begins))).toBeLessThanOrEqual(MOST_FLASHES);
			})
		);
	});
});
