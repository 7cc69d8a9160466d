import fc from 'fast-check';
import { expect, test } from 'vitest';
import { between } from './count-up.ts';

test('it starts at one end and stops exactly at the other', () => {
	expect(between(128_400n, 138_001n, 0)).toBe(128_400n);
	expect(between(128_400n, 138_001n, 1)).toBe(138_001n);
});

test('whole euros stay whole on the way, cents do not have to', () => {
	expect(between(1_840_000n, 1_912_300n, 0.37, 100n) % 100n).toBe(0n);
	expect(between(1_840_000n, 1_912_350n, 0.37, 100n)).not.toBe(1_840_000n);
});

test('it never overshoots and never turns round', () => {
	const amount = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
	const share = fc.double({ min: 0, max: 1, noNaN: true });
	const step = fc.constantFrom(1n, 10n, 100n, 1_000_000_000n);
	fc.assert(
		fc.property(amount, amount, share, share, step, (from, to, p, q, by) => {
			const [low, high] = from < to ? [from, to] : [to, from];
			const early = between(from, to, Math.min(p, q), by);
			const late = between(from, to, Math.max(p, q), by);
			expect(early >= low && early <= high).toBe(true);
			expect(from < to ? late >= early : late <= early).toBe(true);
		})
	);
});
