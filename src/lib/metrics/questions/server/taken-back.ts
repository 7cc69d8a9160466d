import { and, eq, inArray } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/**
 * Of these rows of the ledger, those that another row has answered, whether or not they count again:
 * they are no longer the last word.
 */
export async function answeredRows(
	db: Queryable,
	orgId: OrgId,
	ids: ActivityId[]
): Promise<Set<ActivityId>> {
	if (!ids.length) return new Set();
	const rows = await db
		.select({ id: activities.reversesId })
		.from(activities)
		.where(and(eq(activities.orgId, orgId), inArray(activities.reversesId, ids)));
	return new Set(rows.map(({ id }) => id!));
}

export async function isTakenBack(db: Queryable, orgId: OrgId, id: ActivityId): Promise<boolean> {
	return (await answeredRows(db, orgId, [id])).has(id);
}
