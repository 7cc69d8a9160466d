import { ok } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import type { LateDay } from '../../entry.ts';
import { applyActivities } from '../apply-activities.ts';
import { findLateDays, type ClosedKinds } from '../find-late.ts';
import { holdEntry, opposite, told } from './held-entry.ts';
import { follow, lookAhead, type Projection } from '../follow.ts';
import type { Settled, Undoing } from './reverse.ts';

/** Withdraws the reversal of an entry, which counts again; where it counts, nothing changes. */
export async function withdraw(
	tx: Queryable,
	projections: Projection[],
	closedKinds: ClosedKinds,
	{ orgId, id, word, now }: Undoing
): Promise<Settled<{ withdrawn: boolean; late: LateDay[] }>> {
	const held = await holdEntry(tx, orgId, id);
	if (!held.ok) return { result: held, facts: [] };
	if (held.value.stands) return { result: ok({ withdrawn: false, late: [] }), facts: [] };
	const row = opposite(held.value, word, now);
	const ready = lookAhead(tx, [row], projections);
	const [, weighed] = await together([ready, applyActivities(tx, [row])]);
	const facts = told(held.value, [...weighed.facts, ...(await follow([row], ready))]);
	const late = await findLateDays(tx, [row], closedKinds);
	return { result: ok({ withdrawn: true, late }), facts };
}
