import { expect, it } from 'vitest';
import { bitsOf, PLACES } from './bits.ts';

it.each([
	[0, 0, 0x80],
	[7, 0, 0x01],
	[8, 1, 0x80],
	[PLACES - 1, PLACES / 8 - 1, 0x01]
])('place %i is in byte %i as %i', (place, byte, bit) => {
	const bits = bitsOf([place]);
	expect(bits[byte]).toBe(bit);
	expect(bits.reduce((sum, value) => sum + value, 0)).toBe(bit);
});

it('is 16 KB, however few there are', () => {
	expect(bitsOf([])).toHaveLength(16 * 1024);
});
