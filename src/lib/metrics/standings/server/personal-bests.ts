import { sql } from 'drizzle-orm';
import { countingFigures } from '#lib/metrics/closings/server/index.ts';
import { NONE, type MemberId, type MetricId, type OrgId } from '#lib/platform/ids.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** Somebody's best day, week or month so far, the running one among them. */
export interface PersonalBest {
	kind: PeriodKind;
	/** Its first day; the first one of equals. */
	start: Day;
	/** Scaled like the metric, or by POINT_SCALE; final where the period is closed. */
	value: bigint;
}

/** A member's best day, week and month in a metric, or in points; a kind without any is left out. */
export async function personalBests(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	metricId: MetricId | null
): Promise<PersonalBest[]> {
	const its = sql`f.org_id = ${orgId} and f.member_id = ${memberId}
		and f.metric_id = ${metricId ?? NONE} and f.period_kind in ('day', 'week', 'month')`;
	const { rows } = await db.execute<{ kind: PeriodKind; start: Day; value: string }>(sql`
		select distinct on (period_kind) period_kind as kind, period_start::text as start,
			sum(value)::text as value
		from (${countingFigures(its)}) p
		group by period_kind, period_start having sum(value) > 0
		order by period_kind, sum(value) desc, period_start`);
	return rows.map((row) => ({ ...row, value: BigInt(row.value) }));
}
