import { sql, type SQL } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import type { Projection, RecordedRow } from '#lib/metrics/activity/server/index.ts';
import { shareGoals } from './lock.ts';

/**
 * Moves every open goal that the rows feed, in the ledger's transaction. An activity counts once in
 * each goal of its metric whose dates hold its day and whose scope (organization, team of that day,
 * member) holds its member; a reversal takes its value back. Closed goals keep their result.
 */
export const goalProjection: Projection = async (tx, rows) => {
	// The second begins when the first has the lock: they are sent together and run in turn.
	const [, moved] = await together([
		shareGoals(tx, [...new Set(rows.map((row) => row.orgId))]),
		runNamed<{ org_id: OrgId }>(tx, 'move-goals', move(rows))
	]);
	const orgs = new Set(moved.map((row) => row.org_id));
	return [...orgs].map((orgId) => ({ orgId, fact: 'goals' }));
};

// One statement for the whole batch. The rows of goal_progress are taken in the order of their key,
// so that concurrent batches queue instead of deadlocking.
function move(rows: RecordedRow[]): SQL {
	return sql`
	with batch as (
		select org_id, metric_id, day, team_id, member_id, sum(value) as value, max(at) as at
		from unnest(${unnested(rows)}) as b(org_id, metric_id, day, team_id, member_id, value, at)
		group by org_id, metric_id, day, team_id, member_id
	), moves as (
		select g.org_id, g.id, sum(b.value)::bigint as value, max(b.at) as at
		from batch b join goals g on ${feeding}
		where g.closed_at is null
		group by g.org_id, g.id having sum(b.value) <> 0
	)
	insert into goal_progress as p (org_id, goal_id, value, moved_at)
	select org_id, id, value, at from moves order by org_id, id
	on conflict (org_id, goal_id) do update
		set value = p.value + excluded.value, moved_at = excluded.moved_at
	returning p.org_id`;
}

/** Which activities (or totals) `b` move a goal `g`. */
export const feeding = sql`g.org_id = b.org_id and g.metric_id = b.metric_id
	and b.day between g.starts_on and g.ends_on
	and (g.team_id is null or g.team_id = b.team_id)
	and (g.member_id is null or g.member_id = b.member_id)`;

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
			column('bigint', (row) => row.value),
			column('timestamptz', (row) => row.recordedAt)
		],
		sql`, `
	);
}
