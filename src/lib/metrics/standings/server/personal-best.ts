import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { NONE, type MemberId, type MetricId, type OrgId } from '#lib/platform/ids.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { totals } from '#lib/metrics/activity/server/index.ts';

/**
 * A member's best earlier period of a kind, before the one that starts on `start`; null for none. The
 * first one of equals; scaled, as a decimal string. A best is not a board: it goes by what still
 * stands, also of a closed period, as the bell and the badges do.
 */
export async function personalBest(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	metricId: MetricId | null,
	kind: PeriodKind,
	start: Day
): Promise<{ start: Day; value: string } | null> {
	const value = sql<string>`sum(${totals.value})::text`;
	const [best] = await db
		.select({ start: totals.periodStart, value })
		.from(totals)
		.where(
			and(
				eq(totals.orgId, orgId),
				eq(totals.memberId, memberId),
				eq(totals.metricId, metricId ?? NONE),
				eq(totals.periodKind, kind),
				lt(totals.periodStart, start)
			)
		)
		.groupBy(totals.periodStart)
		.orderBy(desc(sql`sum(${totals.value})`), totals.periodStart)
		.limit(1);
	return best ?? null;
}
