import { sql } from 'drizzle-orm';
import { countingFigures } from '#lib/metrics/closings/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { SeasonKind } from '../league.ts';

/**
 * What everybody brought in the periods that start on these days, summed: the final figures of a
 * period that is closed, the present ones of any other. Only who has a total is in it.
 */
export async function valuesOf(
	db: Queryable,
	orgId: OrgId,
	metricId: string,
	kind: SeasonKind,
	starts: readonly Day[]
): Promise<Map<MemberId, bigint>> {
	const { rows } = await db.execute<{ member_id: MemberId; value: string }>(sql`
		select member_id, sum(value)::text as value
		from (${figures(orgId, kind, starts)}) figures
		where metric_id = ${metricId}
		group by member_id`);
	return new Map(rows.map((row) => [row.member_id, BigInt(row.value)]));
}

/** Everybody for whom anything at all was counted in the period. */
export async function activeIn(
	db: Queryable,
	orgId: OrgId,
	kind: SeasonKind,
	start: Day
): Promise<Set<MemberId>> {
	const { rows } = await db.execute<{ member_id: MemberId }>(sql`
		select distinct member_id
		from (${figures(orgId, kind, [start])}) figures
		where activities > 0`);
	return new Set(rows.map((row) => row.member_id));
}

function figures(orgId: OrgId, kind: SeasonKind, starts: readonly Day[]) {
	return countingFigures(sql`f.org_id = ${orgId} and f.period_kind = ${kind}
		and f.period_start = any(${sql.param(starts)}::date[])`);
}
