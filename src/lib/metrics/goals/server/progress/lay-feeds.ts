import { sql, type SQL } from 'drizzle-orm';
import { NONE, type GoalId, type OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/**
 * Derives `goal_feeds` of a goal, and of those that support it, from the goals and their people; of
 * all goals where none is named. Answers the goals whose feeds were others before. The caller holds
 * the organization's ledger.
 */
export async function layFeeds(tx: Queryable, orgId: OrgId, goalId?: GoalId): Promise<GoalId[]> {
	const which = goalId ? sql`(g.id = ${goalId} or g.parent_id = ${goalId})` : sql`true`;
	const found = await tx.execute(laying(orgId, which));
	return (found.rows as { goal_id: GoalId }[]).map((row) => row.goal_id);
}

function laying(orgId: OrgId, which: SQL): SQL {
	return sql`
	with concerned as (
		select g.* from goals g where g.org_id = ${orgId} and ${which}
	), fed as (
		select g.*, s.feeder, s.starts_on as from_day, s.ends_on as to_day, case
			when g.agreed_at is not null and above.measure = 'goals' then g.target end as crosses_at
		from concerned g
		left join goals above on above.org_id = g.org_id and above.id = g.parent_id
		cross join lateral (${spans}) s
		where g.measure = 'metric' and g.metric_id is not null and s.starts_on <= s.ends_on
	), gone as (
		delete from goal_feeds f using concerned g
		where f.org_id = g.org_id and f.goal_id = g.id and not exists (
			select from fed where fed.id = f.goal_id and fed.feeder = f.feeder
				and fed.from_day = f.starts_on)
		returning f.goal_id
	), laid as (
		insert into goal_feeds as f (org_id, goal_id, metric_id, feeder, starts_on, ends_on, segment,
			at_least, crosses_at, is_open)
		select org_id, id, metric_id, feeder, from_day, to_day, segment, at_least, crosses_at,
			closed_at is null
		from fed order by id, feeder, from_day
		on conflict (org_id, goal_id, feeder, starts_on) do update set metric_id = excluded.metric_id,
			ends_on = excluded.ends_on, segment = excluded.segment, at_least = excluded.at_least,
			crosses_at = excluded.crosses_at, is_open = excluded.is_open
		where (f.metric_id, f.ends_on, f.segment, f.at_least, f.crosses_at, f.is_open) is distinct from
			(excluded.metric_id, excluded.ends_on, excluded.segment, excluded.at_least,
				excluded.crosses_at, excluded.is_open)
		returning f.goal_id
	)
	select goal_id from gone union select goal_id from laid`;
}

// A pod's people by their days in it, within the goal's own; who left and came back on one day is in
// it once. range_agg joins what overlaps and touches, so that no day counts twice.
const spans = sql`
	select coalesce(g.member_id, g.team_id, ${sql.raw(`'${NONE}'`)}::uuid) as feeder,
		g.starts_on, g.ends_on
	where g.kind <> 'social' or g.member_id is not null
	union all
	select p.member_id, lower(span), upper(span) - 1
	from (
		select p.member_id, range_agg(daterange(greatest(p.starts_on, g.starts_on),
			least(coalesce(p.ends_on, g.ends_on), g.ends_on), '[]')) as days
		from goal_people p
		where p.org_id = g.org_id and p.goal_id = g.id
			and greatest(p.starts_on, g.starts_on) <= least(coalesce(p.ends_on, g.ends_on), g.ends_on)
		group by p.member_id
	) p cross join lateral unnest(p.days) as span
	where g.kind = 'social' and g.member_id is null`;
