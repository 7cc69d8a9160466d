import { and, eq, inArray, sql } from 'drizzle-orm';
import { totals } from '#lib/metrics/activity/server/index.ts';
import { NONE, type MemberId, type OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** A member's points in each of these weeks (their first days), scaled by POINT_SCALE; 0 where there are none. */
export async function weeklyTotals(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	weeks: Day[]
): Promise<{ start: Day; value: bigint }[]> {
	const rows = await db
		.select({ start: totals.periodStart, value: sql<string>`sum(${totals.value})::text` })
		.from(totals)
		.where(
			and(
				eq(totals.orgId, orgId),
				eq(totals.memberId, memberId),
				eq(totals.metricId, NONE),
				eq(totals.periodKind, 'week'),
				inArray(totals.periodStart, weeks)
			)
		)
		.groupBy(totals.periodStart);
	const byWeek = new Map(rows.map((row) => [row.start, BigInt(row.value)]));
	return weeks.map((start) => ({ start, value: byWeek.get(start) ?? 0n }));
}
