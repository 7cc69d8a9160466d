import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';

/** An entry that somebody corrected, with what it stands in for. */
export interface Corrected {
	copy: typeof activities.$inferSelect;
	before: typeof activities.$inferSelect;
}

/** The corrected copies among these entries. */
export async function correctedCopies(
	db: Queryable,
	orgId: OrgId,
	ids: ActivityId[]
): Promise<Corrected[]> {
	const before = alias(activities, 'before');
	return db
		.select({ copy: activities, before })
		.from(activities)
		.innerJoin(before, and(eq(before.orgId, orgId), eq(before.id, activities.replacesId)))
		.where(and(eq(activities.orgId, orgId), isOneOf(activities.id, ids)));
}
