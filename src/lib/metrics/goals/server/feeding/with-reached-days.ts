import { sql } from 'drizzle-orm';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { GoalsState } from '../../goal.ts';
import { reachedTogether } from '../../tv-goal.ts';

/**
 * The state with the day on which each goal that people reached together came to its target, as its
 * work says it now. Of those whose figure stands as it did in `earlier`, that knows the days already:
 * only new work of a goal's own can have moved its day.
 */
export async function withReachedDays(
	db: Queryable,
	orgId: OrgId,
	state: GoalsState,
	earlier?: GoalsState
): Promise<GoalsState> {
	const reached = reachedTogether(state);
	const known = earlier?.reachedOn ?? {};
	const figures = earlier?.reachedOn ? reachedTogether(earlier) : [];
	const had = new Map(figures.map(({ id, value }) => [id, value]));
	const moved = reached.flatMap(({ id, value }) => (had.get(id) === value ? [] : [id]));
	const days = moved.length ? { ...known, ...(await readReachedDays(db, orgId, moved)) } : known;
	const reachedOn = reached.flatMap(({ id }) => (days[id] ? [[id, days[id]]] : []));
	return { ...state, reachedOn: Object.fromEntries(reachedOn) };
}

// The last day on which its figure came to the target from below. Social goals are fed by members alone.
async function readReachedDays(
	db: Queryable,
	orgId: OrgId,
	ids: readonly GoalId[]
): Promise<Record<GoalId, Day>> {
	const { timeZone } = await readOrganization(db, orgId);
	const found = await db.execute(sql`
		with work as (
			select f.goal_id, a.day, a.value from goal_feeds f
			join activities a on a.org_id = f.org_id and a.member_id = f.feeder
				and a.metric_id = f.metric_id and a.day between f.starts_on and f.ends_on
				and (f.segment is null or f.segment = a.segment)
				and (f.at_least is null or abs(a.value) >= f.at_least)
			where f.org_id = ${orgId} and f.goal_id = any(${sql.param([...ids])}::uuid[])
			union all
			select goal_id, (at at time zone ${timeZone})::date, amount from check_ins
			where org_id = ${orgId} and goal_id = any(${sql.param([...ids])}::uuid[])
			union all
			select goal_id, coalesce((at at time zone ${timeZone})::date, '-infinity'), step from goal_counts
			where org_id = ${orgId} and goal_id = any(${sql.param([...ids])}::uuid[])
		), days as (
			select w.goal_id, w.day, g.target, sum(w.value) as value, g.start_value
				+ sum(sum(w.value)) over (partition by w.goal_id order by w.day) as after
			from work w join goals g on g.org_id = ${orgId} and g.id = w.goal_id
			group by w.goal_id, w.day, g.target, g.start_value
		)
		select goal_id, max(day)::text as day from days
		where after >= target and after - value < target and day > '-infinity' group by goal_id`);
	const rows = found.rows as { goal_id: GoalId; day: Day }[];
	return Object.fromEntries(rows.map(({ goal_id, day }) => [goal_id, day]));
}
