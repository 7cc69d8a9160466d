import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { ok } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { applyActivities } from './apply-activities.ts';
import { holdEntry, opposite, told, type Word } from './held-entry.ts';
import { follow, type Projection } from './record.ts';
import type { Settled } from './reverse.ts';

/** Withdraws the reversal of an entry, which counts again; where it counts, nothing changes. */
export async function withdraw(
	tx: Queryable,
	projections: Projection[],
	{ orgId, id, word, now }: { orgId: OrgId; id: ActivityId; word: Word; now: Date }
): Promise<Settled<{ withdrawn: boolean }>> {
	const held = await holdEntry(tx, orgId, id);
	if (!held.ok) return { result: held, facts: [] };
	if (held.value.stands) return { result: ok({ withdrawn: false }), facts: [] };
	const row = opposite(held.value, word, now);
	const weighed = await applyActivities(tx, [row]);
	const facts = told(held.value, [...weighed.facts, ...(await follow(tx, [row], projections))]);
	return { result: ok({ withdrawn: true }), facts };
}
