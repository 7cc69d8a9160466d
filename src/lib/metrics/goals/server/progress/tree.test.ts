import { beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { readContributions, rebuildProgress } from '../index.ts';
import { openHalden, type Halden } from '../goals.fixture.ts';
import { aTurn } from './tree.fixture.ts';
import type { Played } from './aims.fixture.ts';
import { compared, openPlay, take } from './tree-player.fixture.ts';

/** `npm test` lives a few; tests/faults/histories.mjs as many as one likes. */
const RUNS = Number(process.env.WINBELL_HISTORIES ?? 10);
const SEED = process.env.WINBELL_SEED ? { seed: Number(process.env.WINBELL_SEED) } : {};

let halden: Halden;

beforeAll(async () => {
	halden = await openHalden();
});

async function expectExact(played: Played): Promise<void> {
	const { stored, told } = await compared(played);
	expect(stored).toEqual(told);
	const { org, aims } = played;
	const open = aims.filter(({ closed }) => closed === null).length;
	expect(await rebuildProgress(org.context, org.orgId)).toEqual({ goals: open, corrected: 0 });
	expect((await compared(played)).stored).toEqual(told);
	for (const [i, aim] of aims.entries()) {
		if (aim.measure !== 'metric') continue;
		const parts = await readContributions(org.context.db, org.orgId, aim.id);
		expect(parts.reduce((sum, { value }) => sum + Number(value), aim.start)).toBe(told[i]);
	}
}

test(
	'whatever happens to activities and goals, every goal stands where the plain rule says',
	async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(aTurn, { minLength: 8, maxLength: 40 }), async (steps) => {
				const played = await openPlay(halden.context);
				for (const step of steps) await take(played, step);
				await expectExact(played);
			}),
			{ numRuns: RUNS, ...SEED }
		);
	},
	RUNS * 6_000
);
