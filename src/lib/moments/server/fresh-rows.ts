import { and, asc, inArray } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { standing } from './standing-activities.ts';

export type FreshRow = typeof activities.$inferSelect;

/**
 * Of these activities the ones that can ring, in the order they came in: recorded on the very day
 * they are for, and not taken back. The day is compared with the one of the recording rather than
 * with today, so that a job that is late, over midnight too, finds the same.
 */
export async function freshRows(
	db: Queryable,
	orgId: OrgId,
	ids: ActivityId[],
	timeZone: string
): Promise<FreshRow[]> {
	const rows = await db
		.select()
		.from(activities)
		.where(and(standing(orgId), inArray(activities.id, ids)))
		.orderBy(asc(activities.position));
	return rows.filter((row) => row.day === dayIn(timeZone, row.recordedAt));
}
