import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BadgeRule } from './badge-rule.ts';
import { decide, levelOf, nextTier, type HeldTier } from './earn.ts';

const rule: BadgeRule = {
	kind: 'count',
	metricId: null,
	tiers: [
		{ name: 'Bronze', at: '25' },
		{ name: 'Silver', at: '100' },
		{ name: 'Gold', at: '250' }
	]
};

const measured = (best: number, now = best) => ({ best: BigInt(best), now: BigInt(now) });

const held = (...levels: number[]): HeldTier[] =>
	levels.map((level) => ({ level, withdrawnAt: null, byEarlierRule: false }));

describe('the tiers of a rule', () => {
	it.each([
		[-3, 0],
		[0, 0],
		[24, 0],
		[25, 1],
		[99, 1],
		[100, 2],
		[249, 2],
		[250, 3],
		[9000, 3]
	])('%i reaches %i of them', (value, level) => {
		expect(levelOf(rule, BigInt(value))).toBe(level);
	});

	it.each<[string, number, HeldTier[], boolean, ReturnType<typeof decide>]>([
		['the first', 25, [], false, { give: [1], bringBack: [], takeBack: [] }],
		['two at once', 120, [], false, { give: [1, 2], bringBack: [], takeBack: [] }],
		['nothing twice', 120, held(1, 2), false, { give: [], bringBack: [], takeBack: [] }],
		['nothing back by itself', 0, held(1, 2), false, { give: [], bringBack: [], takeBack: [] }],
		['back after a correction', 30, held(1, 2), true, { give: [], bringBack: [], takeBack: [2] }],
		[
			'again what was taken back',
			30,
			[{ level: 1, withdrawnAt: new Date(0), byEarlierRule: false }],
			false,
			{ give: [], bringBack: [1], takeBack: [] }
		],
		[
			'never what an easier rule gave',
			0,
			[{ level: 1, withdrawnAt: null, byEarlierRule: true }],
			true,
			{ give: [], bringBack: [], takeBack: [] }
		]
	])('gives or takes %s', (_, value, tiers, afterCorrection, verdict) => {
		expect(decide(rule, measured(value), tiers, afterCorrection)).toEqual(verdict);
	});
});

describe('the way to the next tier', () => {
	it('starts at nothing', () => {
		const next = { tier: { level: 1, name: 'Bronze' }, value: 0n, needed: 25n };
		expect(nextTier(rule, measured(0), 0)).toEqual(next);
	});

	it('goes by what still grows, not by the best there was', () => {
		expect(nextTier(rule, measured(30, 4), 1)).toMatchObject({ value: 4n, needed: 100n });
	});

	it('ends with the last', () => {
		expect(nextTier(rule, measured(250), 3)).toBeUndefined();
	});
});

/** What somebody holds after all of this work, asked about after every step. */
function afterAll(steps: number[]): string {
	const tiers: HeldTier[] = [];
	let sum = 0;
	for (const step of steps) {
		sum += step;
		const { give, bringBack, takeBack } = decide(rule, measured(sum), tiers, step < 0);
		tiers.push(...held(...give));
		for (const tier of tiers) {
			if (bringBack.includes(tier.level)) tier.withdrawnAt = null;
			if (takeBack.includes(tier.level)) tier.withdrawnAt = new Date(0);
		}
	}
	return tiers
		.filter(({ withdrawnAt }) => !withdrawnAt)
		.map(({ level }) => level)
		.join();
}

const work = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 20 });

describe('whatever order the work comes in', () => {
	it('the same tiers are held', () => {
		fc.assert(
			fc.property(work, fc.infiniteStream(fc.nat()), (steps, dice) => {
				const turned = steps
					.map((step) => [dice.next().value as number, step] as const)
					.sort(([a], [b]) => a - b)
					.map(([, step]) => step);
				expect(afterAll(turned)).toBe(afterAll(steps));
			})
		);
	});

	it('in one batch or in many', () => {
		fc.assert(
			fc.property(work, (steps) => {
				const sum = steps.reduce((total, step) => total + step, 0);
				expect(afterAll([sum])).toBe(afterAll(steps));
			})
		);
	});

	it('what was taken back counts as if it had never been', () => {
		fc.assert(
			fc.property(work, fc.integer({ min: 1, max: 300 }), fc.nat(20), (steps, wrong, at) => {
				const place = Math.min(at, steps.length);
				const withWrong = [...steps.slice(0, place), wrong, ...steps.slice(place), -wrong];
				expect(afterAll(withWrong)).toBe(afterAll(steps));
			})
		);
	});
});
