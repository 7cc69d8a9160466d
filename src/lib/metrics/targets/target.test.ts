import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentOf, readTarget, writeTarget } from './target.ts';

describe('a target as it is typed', () => {
	it.each([
		['50000', 'money', 5_000_000n],
		['1.5', 'points', 1_500_000_000n],
		['1500', 'points', 1_500_000_000_000n],
		['0.500', 'points', 500_000_000n],
		['1.5000', 'points', 1_500_000_000n],
		['50 000', 'money', 5_000_000n],
		['50,500.00', 'money', 5_050_000n],
		[' 1 250.50 ', 'money', 125_050n],
		['1,250,000', 'money', 125_000_000n],
		['12', 'count', 12n],
		['0400', 'points', 400_000_000_000n],
		['', 'count', null],
		['   ', 'points', null]
	] as const)('%j of %s is %s', (text, unit, value) => {
		expect(readTarget(text, unit, 'EUR')).toBe(value);
	});

	it.each([
		['0', 'count', /above zero/],
		['-3', 'count', /above zero/],
		['lots', 'count', /plain number/],
		['1,5', 'count', /^Use a whole number\.$/],
		['1,5', 'money', /^Write 1\.5, with a point\.$/],
		['50,000', 'money', /^€50 or €50,000\? Write 50\.00 or 50000\.$/],
		['50,000', 'count', /^50 or 50,000\? Write 50 or 50000\.$/],
		['1,200', 'points', /^1\.2 or 1,200\? Write 1\.2 or 1200\.$/],
		['1.500', 'points', /^1\.5 or 1,500\? Write 1\.5 or 1500\.$/],
		['1.255', 'points', /^1\.255 or 1,255\? Write 1\.2550 or 1255\.$/],
		['1.500', 'money', /^€1\.50 or €1,500\? Write 1\.50 or 1500\.$/],
		['1,0000', 'money', /plain number/],
		['1.5', 'count', /^Use a whole number\.$/],
		['1010.505', 'money', /^Use at most 2 decimals for EUR\.$/],
		['50.000', 'money', /^€50 or €50,000\? Write 50\.00 or 50000\.$/],
		['1.000', 'count', /^1 or 1,000\?/],
		['9'.repeat(25), 'money', /more than anybody can reach/],
		['9'.repeat(40), 'money', /plain number/]
	] as const)('%j of %s is refused with what to do', (text, unit, sentence) => {
		expect(readTarget(text, unit, 'EUR')).toEqual({ sentence: expect.stringMatching(sentence) });
	});

	it.each([
		[1_255_000_000n, 'points', 'EUR', '1.2550'],
		[1_255n, 'money', 'KWD', '1.255']
	] as const)('%s of %s in %s is kept without being asked about', (value, unit, currency, text) => {
		expect(writeTarget(value, unit, currency)).toBe(text);
		expect(readTarget(text, unit, currency)).toBe(value);
	});

	it('is the same after it was written into its field', () => {
		const amount = fc.bigInt({ min: 1n, max: 10n ** 18n - 1n });
		const unit = fc.constantFrom('money', 'count', 'minutes', 'points' as const);
		fc.assert(
			fc.property(amount, unit, (value, of) => {
				expect(readTarget(writeTarget(value, of, 'EUR'), of, 'EUR')).toBe(value);
			})
		);
	});
});

describe('how much is reached', () => {
	it.each([
		[0n, 10n, 0n],
		[999n, 1000n, 99n],
		[10n, 10n, 100n],
		[28n, 25n, 112n],
		[-1n, 1000n, -1n],
		[-5n, 10n, -50n]
	])('%s of %s is %s percent: it says 100 only when it is', (value, target, percent) => {
		expect(percentOf(value, target)).toBe(percent);
	});
});
