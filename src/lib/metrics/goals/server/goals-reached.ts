import { sql } from 'drizzle-orm';
import type { MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { feeding } from './project-activities.ts';

/** How many goals that count a metric, or taps (null), somebody has helped over the line. */
export interface Reached {
	memberId: MemberId;
	metricId: MetricId | null;
	goals: number;
}

/**
 * The goals that have reached their target, counted for each of those who fed them; for these people,
 * or for everybody. A goal counts while it stands at its target, open or closed.
 */
export async function goalsReached(
	db: Queryable,
	orgId: OrgId,
	people?: readonly MemberId[]
): Promise<Reached[]> {
	const of = (column: string) =>
		people ? sql`and ${sql.raw(column)} = any(${sql.param([...people])}::uuid[])` : sql``;
	const found = await db.execute(sql`
		with reached as (
			select g.* from goals g
			join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
			where g.org_id = ${orgId} and p.value >= g.target
		), fed as (
			select g.id, g.metric_id, b.member_id
			from reached g join (
				select org_id, metric_id, period_start as day, team_id, member_id, value
				from totals where org_id = ${orgId} and period_kind = 'day' ${of('member_id')}
			) b on ${feeding}
			where g.measure = 'metric'
			group by g.id, g.metric_id, b.member_id having sum(b.value) > 0
			union all
			select g.id, null, c.member_id
			from reached g join check_ins c on c.org_id = g.org_id and c.goal_id = g.id
			where g.measure = 'check-in' ${of('c.member_id')}
			group by g.id, c.member_id having sum(c.amount) > 0
		)
		select member_id as "memberId", metric_id as "metricId", count(*)::int as goals
		from fed group by member_id, metric_id`);
	return found.rows as unknown as Reached[];
}
