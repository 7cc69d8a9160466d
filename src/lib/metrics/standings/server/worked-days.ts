import { and, eq, gte, ne, sql } from 'drizzle-orm';
import { totals } from '#lib/metrics/activity/server/index.ts';
import { NONE, type MemberId, type OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** The days since then on which a member did something in a metric, by the metric's id. One query. */
export async function workedDays(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	since: Day
): Promise<Map<string, Day[]>> {
	const rows = await db
		.select({ metricId: totals.metricId, day: totals.periodStart })
		.from(totals)
		.where(
			and(
				eq(totals.orgId, orgId),
				eq(totals.memberId, memberId),
				ne(totals.metricId, NONE),
				eq(totals.periodKind, 'day'),
				gte(totals.periodStart, since)
			)
		)
		.groupBy(totals.metricId, totals.periodStart)
		.having(sql`sum(${totals.activities}) > 0`);
	const days = new Map<string, Day[]>();
	for (const { metricId, day } of rows) days.set(metricId, (days.get(metricId) ?? []).concat(day));
	return days;
}
