import { and, asc, eq, sql } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { standing, standingRows, type StandingRow } from './entries/standing-activities.ts';
import type { WinMetrics } from './win-metrics.ts';

export type FreshRow = typeof activities.$inferSelect;

// No zone is further from UTC than a day. The past is not even read: an import brings thousands of it.
const aboutToday = sql`abs(${activities.day} - (${activities.recordedAt} at time zone 'UTC')::date) <= 1`;

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
		.where(and(standing(orgId), isOneOf(activities.id, ids), aboutToday))
		.orderBy(asc(activities.position));
	return rows.filter((row) => row.day === dayIn(timeZone, row.recordedAt));
}

/**
 * The deals among these activities that can ring: fresh, and new to the ledger as deals. What was a
 * deal before somebody corrected it has had its ringing; what was corrected before its job ran is
 * found as it is now.
 */
export async function freshDeals(
	db: Queryable,
	orgId: OrgId,
	{ deals }: WinMetrics,
	ids: ActivityId[],
	timeZone: string
): Promise<StandingRow[]> {
	if (!deals || !ids.length) return [];
	const rows = await standingRows(
		db,
		orgId,
		and(eq(activities.metricId, deals), sql`${activities.id} in (${withCopies(orgId, ids)})`)
	);
	const asked = new Set(ids);
	return rows.filter(
		(row) =>
			row.day === dayIn(timeZone, row.recordedAt) &&
			(asked.has(row.firstId) || row.firstMetricId !== deals)
	);
}

function withCopies(orgId: OrgId, ids: ActivityId[]) {
	return sql`with recursive copies as (
		select unnest(${sql.param(ids)}::uuid[]) as id
		union all
		select c.id from copies join activities c on c.org_id = ${orgId} and c.replaces_id = copies.id
	) select id from copies`;
}
