import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	BURST_ENTRIES,
	BURST_HOURS_OF_USUAL,
	BURST_MINUTES,
	findBurst,
	findRoundRun,
	isRound,
	ROUND_IN_A_ROW
} from './flag-rules.ts';

const MINUTE = 60_000;
const every = (count: number, ms: number) => Array.from({ length: count }, (_, i) => i * ms);

describe('a burst', () => {
	it.each<[string, number[], number | null, object | null]>([
		['ten in three minutes', every(10, 18_000), 4, { count: 10, minutes: 3, usual: 4 }],
		[
			'by somebody nobody knows yet',
			every(12, 10_000),
			null,
			{ count: 12, minutes: 2, usual: null }
		],
		['all at one moment', every(14, 0), 5, { count: 14, minutes: 1, usual: 5 }],
		['nine are not yet one', every(9, 0), 1, null],
		['a call every minute is none', every(60, MINUTE), 20, null],
		['ten in six minutes are none', every(10, 40_000), 1, null],
		['what this member does in two usual hours is none', every(16, 10_000), 8, null],
		[
			'the densest counts',
			[...every(10, 25_000), ...every(15, 1000).map((at) => at + 9e6)],
			3,
			{ count: 15, minutes: 1, usual: 3 }
		]
	])('%s', (_, times, usual, found) => {
		expect(findBurst(times, usual)).toEqual(found);
	});

	it('is within its minutes, above its number, and the same in any order', () => {
		const times = fc.array(fc.integer({ min: 0, max: 3_600_000 }), { maxLength: 60 });
		fc.assert(
			fc.property(times, fc.option(fc.integer({ min: 1, max: 20 })), (at, usual) => {
				const found = findBurst(at, usual);
				expect(findBurst([...at].reverse(), usual)).toEqual(found);
				const most = Math.max(
					0,
					...at.map(
						(from) => at.filter((t) => t >= from && t - from <= BURST_MINUTES * MINUTE).length
					)
				);
				const expected =
					most >= BURST_ENTRIES && (usual === null || most > BURST_HOURS_OF_USUAL * usual);
				expect(found?.count ?? null).toBe(expected ? most : null);
				if (found) expect(found.minutes).toBeLessThanOrEqual(BURST_MINUTES);
			})
		);
	});
});

const euros = (...values: number[]) => values.map((value) => BigInt(value) * 100n);
const odd = euros(1054, 3393, 517, 2214, 4821, 938, 1490, 2275);

describe('a round-number run', () => {
	it.each<[string, bigint[], { count: number; equal: bigint | null } | null]>([
		[
			'six times the same',
			[...odd, ...euros(...Array(6).fill(1234))],
			{ count: 6, equal: 123400n }
		],
		[
			'six round ones',
			[...odd, ...euros(5000, 200, 10000, 1500, 300, 2000)],
			{ count: 6, equal: null }
		],
		['five are not yet one', [...odd, ...euros(5000, 200, 10000, 1500, 300)], null],
		['one between breaks it', [...odd, ...euros(5000, 200, 10000, 1234, 300, 2000, 500)], null],
		['somebody who always sells at one price', euros(...Array(30).fill(499)), null],
		[
			'somebody who sells at one price or another',
			euros(...Array(9).fill([499, 899]).flat(), ...Array(6).fill(499)),
			null
		],
		['somebody new', euros(...Array(6).fill(500)), null],
		['nothing', [], null]
	])('%s', (_, values, found) => {
		expect(findRoundRun(values, 'money', 2)).toEqual(found);
	});

	it('is never one of things that are counted', () => {
		expect(findRoundRun(Array(20).fill(1n), 'count', 0)).toBeNull();
	});

	it('is at least so long, and ends in the newest', () => {
		const some = fc.array(fc.constantFrom(...euros(100, 500, 1234, 777, 2000)), { maxLength: 30 });
		fc.assert(
			fc.property(some, (values) => {
				const found = findRoundRun(values, 'money', 2);
				if (!found) return;
				expect(found.count).toBeGreaterThanOrEqual(ROUND_IN_A_ROW);
				const run = values.slice(-found.count);
				const { equal } = found;
				const like = (value: bigint) =>
					equal === null ? isRound(value, 'money', 2) : value === equal;
				expect(run.every(like)).toBe(true);
			})
		);
	});
});

it.each<[bigint, 'money' | 'minutes' | 'count', boolean]>([
	[500000n, 'money', true],
	[150000n, 'money', true],
	[10000n, 'money', true],
	[9000n, 'money', false],
	[184000n, 'money', false],
	[500001n, 'money', false],
	[60n, 'minutes', true],
	[90n, 'minutes', true],
	[45n, 'minutes', false],
	[10n, 'count', false],
	[0n, 'money', false]
])('%d of %s is round: %s', (value, unit, round) => {
	expect(isRound(value, unit, 2)).toBe(round);
});
