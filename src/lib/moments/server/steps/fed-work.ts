import { sql, type SQL } from 'drizzle-orm';
import { NONE, type OrgId } from '#lib/platform/ids.ts';

/**
 * What moves the goals in `asked (goal_id)`, each kind of feeder found by its own way, and their taps:
 * rows of `goal_id`, `id`, `position` (the order in which a goal's came in), `member_id` and `value`.
 */
export function fedWork(orgId: OrgId): SQL {
	const by = (feeder: SQL) => sql`
		select f.goal_id, b.id, b.position, b.member_id, b.value
		from goal_feeds f join activities b on b.org_id = f.org_id
			and b.metric_id = f.metric_id and b.day between f.starts_on and f.ends_on and ${feeder}
			and (f.segment is null or f.segment = b.segment)
			and (f.at_least is null or abs(b.value) >= f.at_least)
		where f.org_id = ${orgId} and f.goal_id in (select goal_id from asked)`;
	return sql`${by(sql`b.member_id = f.feeder`)}
		union all ${by(sql`b.team_id = f.feeder and b.team_id <> ${NONE}`)}
		union all ${by(sql`f.feeder = ${NONE}`)}
		union all
		select c.goal_id, c.id, row_number() over (partition by c.goal_id order by c.at, c.id),
			c.member_id, c.amount
		from check_ins c
		where c.org_id = ${orgId} and c.goal_id in (select goal_id from asked)`;
}
