import { expect, test } from 'vitest';
import fc from 'fast-check';
import { partsOf } from './parts.ts';

test('parts add up to the whole, and none is a ten-thousandth off', () => {
	expect(partsOf([1n, 1n, 1n])).toEqual([3334, 3333, 3333]);
	expect(partsOf([0n, 0n])).toEqual([0, 0]);
	fc.assert(
		fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1 }), (amounts) => {
			const all = amounts.reduce((sum, amount) => sum + amount, 0n);
			const parts = partsOf(amounts);
			expect(parts.reduce((sum, part) => sum + part, 0)).toBe(all ? 10_000 : 0);
			for (const [i, amount] of amounts.entries()) {
				const off = BigInt(parts[i]!) * all - amount * 10_000n;
				expect(off > -all && off < all).toBe(all > 0n);
			}
		})
	);
});
