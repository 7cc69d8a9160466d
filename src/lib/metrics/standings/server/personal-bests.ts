import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { totals } from '#lib/metrics/activity/server/index.ts';
import { NONE, type MemberId, type MetricId, type OrgId } from '#lib/platform/ids.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** Somebody's best day, week or month so far, the running one among them. */
export interface PersonalBest {
	kind: PeriodKind;
	/** Its first day; the first one of equals. */
	start: Day;
	/** Scaled like the metric, or by POINT_SCALE. */
	value: bigint;
}

/**
 * A member's best day, week and month in a metric, or in points; a kind without any is left out. By
 * what still stands, also of a closed period, as the bell and the badges go.
 */
export async function personalBests(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	metricId: MetricId | null
): Promise<PersonalBest[]> {
	const value = sql<string>`sum(${totals.value})`;
	const rows = await db
		.selectDistinctOn([totals.periodKind], {
			kind: totals.periodKind,
			start: totals.periodStart,
			value: sql<string>`${value}::text`
		})
		.from(totals)
		.where(
			and(
				eq(totals.orgId, orgId),
				eq(totals.memberId, memberId),
				eq(totals.metricId, metricId ?? NONE),
				inArray(totals.periodKind, ['day', 'week', 'month'])
			)
		)
		.groupBy(totals.periodKind, totals.periodStart)
		.having(sql`sum(${totals.value}) > 0`)
		.orderBy(totals.periodKind, desc(value), totals.periodStart);
	return rows.map((row) => ({ ...row, value: BigInt(row.value) }));
}
