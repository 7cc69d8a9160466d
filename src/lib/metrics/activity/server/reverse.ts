import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { applyActivities } from './apply-activities.ts';
import { holdEntry, opposite, told, type Word } from './held-entry.ts';
import { follow, type Outcome, type Projection } from './record.ts';

/** What came of a correction, and what to announce once it has committed. */
export interface Settled<T> {
	result: Result<T>;
	facts: Outcome['facts'];
}

/** Takes an entry back where it counts; where it does not, nothing changes. */
export async function reverse(
	tx: Queryable,
	projections: Projection[],
	{ orgId, id, word, now }: { orgId: OrgId; id: ActivityId; word: Word; now: Date }
): Promise<Settled<{ reversed: boolean }>> {
	const held = await holdEntry(tx, orgId, id);
	if (!held.ok) return { result: held, facts: [] };
	if (!held.value.stands) return { result: ok({ reversed: false }), facts: [] };
	const row = opposite(held.value, word, now);
	const weighed = await applyActivities(tx, [row]);
	const facts = told(held.value, [...weighed.facts, ...(await follow(tx, [row], projections))]);
	return { result: ok({ reversed: true }), facts };
}
