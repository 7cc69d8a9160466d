import { and, asc, eq, type SQL } from 'drizzle-orm';
import { activities, counts, firstRows } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** Entries of the organization's ledger that nobody has taken back, and no reversals. */
export function standing(orgId: OrgId): SQL {
	return and(eq(activities.orgId, orgId), counts())!;
}

/**
 * An entry as it stands now and as it first came in: what it says may have been corrected since,
 * where and when it came from has not.
 */
export type StandingRow = typeof activities.$inferSelect & {
	/** The row that came in first: its own id, where nobody has corrected it. */
	firstId: ActivityId;
	/** What the first row counted. */
	firstMetricId: string;
};

/** The standing entries of `which`, in the order their rows came in. */
export async function standingRows(
	db: Queryable,
	orgId: OrgId,
	which: SQL | undefined
): Promise<StandingRow[]> {
	const rows = await db
		.select()
		.from(activities)
		.where(and(standing(orgId), which))
		.orderBy(asc(activities.position));
	const copies = rows.filter((row) => row.replacesId).map((row) => row.id);
	const firsts = await firstRows(db, orgId, copies);
	return rows.map((row) => {
		const first = firsts.get(row.id);
		if (!first) return { ...row, firstId: row.id, firstMetricId: row.metricId };
		const { id: firstId, metricId: firstMetricId, ...cameIn } = first;
		return { ...row, ...cameIn, firstId, firstMetricId };
	});
}
