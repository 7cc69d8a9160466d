import { setImmediate } from 'node:timers/promises';
import type { Organization } from '#lib/identity/organization.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { RuleSetting } from '../../rules.ts';
import type { LedgerRow, PastDay, WalkWorld } from './ledger.ts';
import { readLedger, readPast, readTouches, type Stretch } from './read-ledger.ts';
import { readWorld } from './read-world.ts';
import type { WalkedMoment } from './ringing.ts';
import { walk } from './walk.ts';

/** An organization's ledger over some days, with what came before. */
export interface Story {
	past: PastDay[];
	rows: LedgerRow[];
	world: WalkWorld;
}

/** All that the preview walks through, read once: the days' entries, and what was before them. */
export async function readStory(
	db: Queryable,
	organization: Organization,
	stretch: Stretch
): Promise<Story> {
	const known = await readWorld(db, organization, stretch);
	const all = await readLedger(db, organization, stretch);
	const rows = all.filter(({ metricId }) => known.metrics.has(metricId));
	const touches = await readTouches(db, organization, stretch, known, rows);
	const past = await readPast(db, organization, stretch, known.metrics);
	return { past, rows, world: { ...known, touches } };
}

/** What would have rung; everybody else's requests have their turn in between. */
export async function walkStory(
	{ past, rows, world }: Story,
	settings: readonly RuleSetting[]
): Promise<WalkedMoment[]> {
	const steps = walk(past, rows, settings, world);
	let step = steps.next();
	while (!step.done) {
		await setImmediate();
		step = steps.next();
	}
	return step.value;
}
