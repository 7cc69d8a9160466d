import { expect, test } from 'vitest';
import fc from 'fast-check';
import { freshDatabase } from '../../../../../../tests/database.ts';
import { createLedger } from '#lib/metrics/activity/server/index.ts';
import { openDatabase } from '#lib/platform/server/database.ts';
import { rebuildProgress } from '../index.ts';
import { NOW } from '../goals.fixture.ts';
import { goalProjection } from './project-activities.ts';
import { reread } from './reread.fixture.ts';
import { aStep, type Step } from './tree.fixture.ts';
import { compared, openPlay, take } from './tree-player.fixture.ts';

const WORKERS = 12;
const EACH = 15;

test('twelve at once record, correct, tap, set, link, agree, join and close: nothing is lost, nobody deadlocks', async () => {
	const database = await freshDatabase();
	const busy = openDatabase(database.url, { max: 2 * WORKERS });
	const context = { db: busy.db, clock: { now: () => NOW }, announce: () => {} };
	const played = await openPlay(context);
	const steps = fc.sample(aStep, { numRuns: WORKERS * EACH, seed: 18 });
	await takeAll(steps.filter((step) => step.do === 'set').slice(0, 20));
	await Promise.all(
		Array.from({ length: WORKERS }, (_, worker) =>
			takeAll(
				steps.filter((step, i) => i % WORKERS === worker),
				createLedger(context, [goalProjection])
			)
		)
	);

	const seen = await reread(played);
	const { stored, told } = await compared(seen);
	expect(stored).toEqual(told);
	expect(
		(await rebuildProgress({ ...played.org.context, db: busy.db }, played.org.orgId)).corrected
	).toBe(0);
	expect((await compared(seen)).stored).toEqual(told);
	expect(seen.aims.filter(({ measure }) => measure === 'goals').length).toBeGreaterThan(3);
	// A connection hands in what it has counted when it ends.
	await busy.close();
	const { rows } = await database.pool.query(
		`select pg_stat_clear_snapshot(), deadlocks::int from pg_stat_database
		where datname = current_database()`
	);
	expect(rows[0].deadlocks).toBe(0);

	async function takeAll(some: Step[], ledger = played.org.ledger) {
		for (const step of some) await take(played, step, ledger);
	}
});
