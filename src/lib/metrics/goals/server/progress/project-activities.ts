import { sql, type SQL } from 'drizzle-orm';
import { NONE, type GoalId, type OrgId } from '#lib/platform/ids.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import type { Projection, RecordedRow } from '#lib/metrics/activity/server/index.ts';
import { FIGURES } from '../../facts.ts';
import { shareGoals } from '../lock.ts';
import { settle } from './settle.ts';

/**
 * Moves every open goal that the rows feed, and the goals above that count goals, in the ledger's
 * transaction. An activity counts once in each goal that one of its feeds leads to; a reversal takes
 * its value back. Closed goals keep their result.
 */
export const goalProjection: Projection = async (tx, rows) => {
	// The second begins when the first has the lock: they are sent together and run in turn.
	const [, moved] = await together([
		shareGoals(tx, [...new Set(rows.map((row) => row.orgId))]),
		runNamed<Moved>(tx, 'move-goals', move(rows))
	]);
	const crossed = moved.flatMap(({ org_id, goal_id, by }) =>
		goal_id ? [{ orgId: org_id, goalId: goal_id, by }] : []
	);
	if (crossed.length) await settle(tx, crossed, latest(rows));
	const orgs = new Set(moved.map((row) => row.org_id));
	return [...orgs].map((orgId) => ({ orgId, fact: FIGURES }));
};

interface Moved {
	org_id: OrgId;
	/** A goal that came over its target by 1, or fell below it by −1, where another counts it. */
	goal_id: GoalId | null;
	by: 1 | -1;
}

// One statement for the whole batch. The rows of goal_progress are taken in the order of their key,
// so that concurrent batches queue instead of deadlocking. Rows that are alike to a feeder are looked up
// together: those of a busy hour are alike to the organization and its teams. What moved and by how much
// meet in a group: a plan that is made for any batch would join them row by row.
function move(rows: RecordedRow[]): SQL {
	return sql`
	with alike as materialized (
		select org_id, metric_id, member_id, team_id, day, segment, value as each, sum(value) as value
		from unnest(${unnested(rows)}) as b(org_id, metric_id, day, team_id, member_id, segment, value)
		group by org_id, metric_id, member_id, team_id, day, segment, each
	), work as (
		select org_id, metric_id, member_id as feeder, day, segment, each, value from alike
		union all
		select org_id, metric_id, team_id, day, segment, each, sum(value) from alike
		where team_id <> ${NOBODY} group by org_id, metric_id, team_id, day, segment, each
		union all
		select org_id, metric_id, ${NOBODY}, day, segment, each, sum(value) from alike
		group by org_id, metric_id, day, segment, each
	), moves as (
		select f.org_id, f.goal_id, f.crosses_at, sum(w.value)::bigint as value
		from work w
		join goal_feeds f on f.org_id = w.org_id and f.metric_id = w.metric_id and f.feeder = w.feeder
			and f.is_open and f.ends_on >= w.day and f.starts_on <= w.day
			and (f.segment is null or f.segment = w.segment)
			and (f.at_least is null or abs(w.each) >= f.at_least)
		group by f.org_id, f.goal_id, f.crosses_at having sum(w.value) <> 0
	), moved as (
		insert into goal_progress as p (org_id, goal_id, value, moved_at)
		select org_id, goal_id, value, ${latest(rows).toISOString()}::timestamptz
		from moves order by org_id, goal_id
		on conflict (org_id, goal_id) do update
			set value = p.value + excluded.value, moved_at = excluded.moved_at
		returning p.org_id, p.goal_id, p.value
	)
	select org_id, goal_id, case when sum(after) >= sum(crosses_at) then 1 else -1 end as by
	from (
		select org_id, goal_id, value as after, 0 as step, 0 as crosses_at from moved
		union all
		select org_id, goal_id, 0, value, crosses_at from moves where crosses_at is not null
	) as both_sides
	group by org_id, goal_id
	having count(*) = 2 and (sum(after) >= sum(crosses_at)) <> (sum(after) - sum(step) >= sum(crosses_at))
	union all
	select distinct org_id, null::uuid, 0 from moved`;
}

const NOBODY = sql.raw(`'${NONE}'::uuid`);

function unnested(rows: RecordedRow[]): SQL {
	const column = (type: string, of: (row: RecordedRow) => unknown) =>
		sql`${sql.param(rows.map(of))}::${sql.raw(type)}[]`;
	return sql.join(
		[
			column('uuid', (row) => row.orgId),
			column('uuid', (row) => row.metricId),
			column('date', (row) => row.day),
			column('uuid', (row) => row.teamId),
			column('uuid', (row) => row.memberId),
			column('text', (row) => row.segment),
			column('bigint', (row) => row.value)
		],
		sql`, `
	);
}

function latest(rows: RecordedRow[]): Date {
	return new Date(Math.max(...rows.map((row) => row.recordedAt.getTime())));
}
