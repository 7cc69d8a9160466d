import { sql } from 'drizzle-orm';
import type { ActivityId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { feeding } from './project-activities.ts';

/**
 * Everybody who fed a goal that these activities carried over its target, or back below it: those
 * who came before them helped as much.
 */
export async function fedCrossed(
	db: Queryable,
	orgId: OrgId,
	ids: readonly ActivityId[]
): Promise<MemberId[]> {
	const found = await db.execute(sql`
		with moved as (
			select g.id, sum(b.value) as value
			from activities b join goals g on ${feeding}
			where b.org_id = ${orgId} and b.id = any(${sql.param([...ids])}::uuid[])
			group by g.id
		), crossed as (
			select g.* from moved m
			join goals g on g.org_id = ${orgId} and g.id = m.id
			join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
			where (p.value >= g.target) <> (p.value - m.value >= g.target)
		)
		select distinct b.member_id as "memberId"
		from crossed g join (
			select org_id, metric_id, period_start as day, team_id, member_id from totals
			where org_id = ${orgId} and period_kind = 'day'
		) b on ${feeding}`);
	return (found.rows as { memberId: MemberId }[]).map(({ memberId }) => memberId);
}
