import { and, eq } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** Whether a row of the ledger has been answered by another one: it is then no longer the last word. */
export async function isTakenBack(db: Queryable, orgId: OrgId, id: ActivityId): Promise<boolean> {
	const [row] = await db
		.select({ id: activities.id })
		.from(activities)
		.where(and(eq(activities.orgId, orgId), eq(activities.reversesId, id)));
	return row !== undefined;
}
