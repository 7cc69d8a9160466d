import { sql } from 'drizzle-orm';
import type { MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { brought } from '../progress/brought.ts';

/** How many goals that count a metric, or taps (null), somebody has helped over the line. */
export interface Reached {
	memberId: MemberId;
	metricId: MetricId | null;
	goals: number;
}

/**
 * The goals that have reached their target, counted for each of those who fed them; for these people,
 * or for everybody. A goal counts while it is agreed and stands at its target, open or closed. Goals
 * that count goals are not among them: whoever fed those has helped the goals below over the line.
 */
export async function goalsReached(
	db: Queryable,
	orgId: OrgId,
	people?: readonly MemberId[]
): Promise<Reached[]> {
	const of = (column: string) =>
		people ? sql`${sql.raw(column)} = any(${sql.param([...people])}::uuid[])` : sql`true`;
	const found = await db.execute(sql`
		with reached as materialized (
			select g.id, g.metric_id from goals g
			join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id and p.value >= g.target
			where g.org_id = ${orgId} and g.agreed_at is not null
		), fed as (
			select w.goal_id, w.member_id, w.value from (${brought(
				orgId,
				sql`f.goal_id in (select id from reached) and (${of('f.feeder')} or ${FED_TOGETHER})`,
				{ work: of('b.member_id') }
			)}) w
			union all
			select c.goal_id, c.member_id, sum(c.amount) from check_ins c
			where c.org_id = ${orgId} and ${of('c.member_id')}
			group by c.goal_id, c.member_id
		)
		select w.member_id as "memberId", g.metric_id as "metricId", count(*)::int as goals
		from fed w join reached g on g.id = w.goal_id
		where w.value > 0
		group by w.member_id, g.metric_id`);
	return found.rows as unknown as Reached[];
}

// By a team, or by everybody.
const FED_TOGETHER = sql`not exists (
	select from members m where m.org_id = f.org_id and m.id = f.feeder)`;
