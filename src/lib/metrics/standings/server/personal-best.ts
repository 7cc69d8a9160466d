import { sql } from 'drizzle-orm';
import { countingFigures } from '#lib/metrics/closings/server/index.ts';
import { NONE, type MemberId, type MetricId, type OrgId } from '#lib/platform/ids.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/**
 * A member's best earlier period of a kind, before the one that starts on `start`, by its final figure
 * where it is closed; null for none. The first one of equals; scaled, as a decimal string.
 */
export async function personalBest(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	metricId: MetricId | null,
	kind: PeriodKind,
	start: Day
): Promise<{ start: Day; value: string } | null> {
	const its = sql`f.org_id = ${orgId} and f.member_id = ${memberId}
		and f.metric_id = ${metricId ?? NONE} and f.period_kind = ${kind} and f.period_start < ${start}::date`;
	const { rows } = await db.execute<{ start: Day; value: string }>(sql`
		select period_start::text as start, sum(value)::text as value
		from (${countingFigures(its)}) p
		group by period_start order by sum(value) desc, period_start limit 1`);
	return rows[0] ?? null;
}
