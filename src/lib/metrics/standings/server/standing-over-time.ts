import { sql } from 'drizzle-orm';
import { totals } from '#lib/metrics/activity/server/index.ts';
import { closings, finalTotals } from '#lib/metrics/closings/server/index.ts';
import { NONE, type MemberId, type MetricId, type OrgId } from '#lib/platform/ids.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** Where somebody stood on everybody's board of one period. */
export interface Stood {
	/** The period's first day. */
	start: Day;
	/** Scaled like the metric, or by POINT_SCALE; null for who did not stand on it. */
	value: bigint | null;
	/** Ties share a rank; null for who did not stand on it. */
	rank: number | null;
	/** How many stood on it; 0 where there was no board. */
	size: number;
}

interface Row {
	start: Day;
	value: string | null;
	rank: number;
	size: number;
}

/**
 * A member's place on the organization's boards of these periods (their first days, one kind), in
 * their order: a closed one as it was final, a running one as it is. One statement whatever the size.
 */
export async function standingOverTime(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	{ metricId, kind, starts }: { metricId: MetricId | null; kind: PeriodKind; starts: Day[] }
): Promise<Stood[]> {
	const figures = (table: typeof totals | typeof finalTotals, closed: boolean) => sql`
		select a.start, t.member_id, sum(t.value) as value from asked a
		join ${table} t on t.org_id = ${orgId} and t.metric_id = ${metricId ?? NONE}
			and t.period_kind = ${kind} and t.period_start = a.start
		where a.closed = ${closed}
		group by a.start, t.member_id having sum(t.activities) > 0`;
	const result = await db.execute(sql`
		with asked as (
			select s.start, c.period_start is not null as closed
			from unnest(${sql.param(starts)}::date[]) as s(start)
			left join ${closings} c
				on c.org_id = ${orgId} and c.period_kind = ${kind} and c.period_start = s.start
		), figures as (${figures(totals, false)} union all ${figures(finalTotals, true)})
		select a.start::text, mine.value::text, count(f.member_id)::int as size,
			(count(*) filter (where f.value > mine.value) + 1)::int as rank
		from asked a
		left join figures f on f.start = a.start
		left join figures mine on mine.start = a.start and mine.member_id = ${memberId}
		group by a.start, mine.value order by a.start`);
	return (result.rows as unknown as Row[]).map(({ start, value, rank, size }) => {
		const stood = value !== null;
		return { start, value: stood ? BigInt(value) : null, rank: stood ? rank : null, size };
	});
}
