import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import type { LateDay } from '../../entry.ts';
import { applyActivities } from '../apply-activities.ts';
import { findLateDays, type ClosedKinds } from '../find-late.ts';
import { holdEntry, opposite, told, type Word } from './held-entry.ts';
import { follow, lookAhead, type Fact, type Projection } from '../follow.ts';

/** What came of a correction, and what to announce once it has committed. */
export interface Settled<T> {
	result: Result<T>;
	facts: Fact[];
}

/** An entry to take back, or to count again. */
export interface Undoing {
	orgId: OrgId;
	id: ActivityId;
	word: Word;
	now: Date;
}

/** Takes an entry back where it counts; where it does not, nothing changes. */
export async function reverse(
	tx: Queryable,
	projections: Projection[],
	closedKinds: ClosedKinds,
	{ orgId, id, word, now }: Undoing
): Promise<Settled<{ reversed: boolean; late: LateDay[] }>> {
	const held = await holdEntry(tx, orgId, id);
	if (!held.ok) return { result: held, facts: [] };
	if (!held.value.stands) return { result: ok({ reversed: false, late: [] }), facts: [] };
	const row = opposite(held.value, word, now);
	const ready = lookAhead(tx, [row], projections);
	const [, weighed] = await together([ready, applyActivities(tx, [row])]);
	const facts = told(held.value, [...weighed.facts, ...(await follow([row], ready))]);
	const late = await findLateDays(tx, [row], closedKinds);
	return { result: ok({ reversed: true, late }), facts };
}
