import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { histories } from './history.ts';
import { openLane } from './lane.ts';

const HISTORIES = Number(process.env.WINBELL_HISTORIES ?? 300);
const SEED = Number(process.env.WINBELL_SEED ?? 18);
/** Lived side by side, each in an organization of its own. */
const LANES = 4;
const STEPS = 12;

test(
	`${HISTORIES.toLocaleString('en')} histories add up as they are told, and again when rebuilt`,
	{ timeout: 60_000 + HISTORIES * 1_000 },
	async () => {
		const database = await freshDatabase();
		let lived = 0;
		await Promise.all(
			Array.from({ length: LANES }, async (_, lane) => {
				const live = await openLane(database, `Halden ${lane}`);
				const history = fc.asyncProperty(histories(STEPS), async (steps) => {
					lived++;
					await live(steps);
				});
				const numRuns = Math.ceil(HISTORIES / LANES);
				await fc.assert(history, { numRuns, seed: SEED + lane, endOnFailure: true });
			})
		);
		expect(lived).toBeGreaterThanOrEqual(HISTORIES);
	}
);
