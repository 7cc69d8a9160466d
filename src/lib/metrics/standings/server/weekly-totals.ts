import { sql } from 'drizzle-orm';
import { countingFigures } from '#lib/metrics/closings/server/index.ts';
import { NONE, type MemberId, type OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/**
 * A member's points in each of these weeks (their first days), scaled by POINT_SCALE; 0 where there are
 * none. Of a closed week the final ones, as its board shows them.
 */
export async function weeklyTotals(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	weeks: Day[]
): Promise<{ start: Day; value: bigint }[]> {
	const its = sql`f.org_id = ${orgId} and f.member_id = ${memberId} and f.metric_id = ${NONE}
		and f.period_kind = 'week' and f.period_start = any(${sql.param(weeks)}::date[])`;
	const { rows } = await db.execute<{ start: Day; value: string }>(sql`
		select period_start::text as start, sum(value)::text as value
		from (${countingFigures(its)}) w group by period_start`);
	const byWeek = new Map(rows.map((row) => [row.start, BigInt(row.value)]));
	return weeks.map((start) => ({ start, value: byWeek.get(start) ?? 0n }));
}
