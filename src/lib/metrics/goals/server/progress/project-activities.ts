import { sql, type SQL } from 'drizzle-orm';
import { NONE, type GoalId, type OrgId } from '#lib/platform/ids.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import type { Projection, RecordedRow } from '#lib/metrics/activity/server/index.ts';
import { FIGURES } from '../../facts.ts';
import { holdProgress } from '../lock.ts';
import { settle } from './settle.ts';

// From so many rows on it is worth a statement of its own to find their goals before anybody waits.
const LARGE = 100;

/**
 * Moves every open goal that the rows feed, and the goals above that count goals, in the ledger's
 * transaction. An activity counts once in each goal that one of its feeds leads to; a reversal takes
 * its value back. Closed goals keep their result.
 */
export const goalProjection: Projection = async (tx, rows) => {
	const [isLarge, at] = [rows.length >= LARGE, latest(rows)];
	const found = isLarge ? await runNamed<Fed>(tx, 'find-fed-goals', fedBy(rows)) : [];
	if (isLarge && !found.length) return async () => [];
	return async () => {
		// The second begins when the first has the lock: they are sent together and run in turn.
		const [, moved] = await together([
			holdProgress(tx, [...new Set(rows.map(({ orgId }) => orgId))]),
			isLarge
				? runNamed<Moved>(tx, 'move-goals', move(given(found), at))
				: runNamed<Moved>(tx, 'move-fed-goals', move(fedBy(rows), at))
		]);
		const crossed = moved.flatMap(({ orgId, goalId, by }) =>
			goalId ? [{ orgId, goalId, by }] : []
		);
		if (crossed.length) await settle(tx, crossed, at);
		const orgIds = new Set(moved.map(({ orgId }) => orgId));
		return [...orgIds].map((orgId) => ({ orgId, fact: FIGURES }));
	};
};

/** A goal that rows feed, and by how much they move it together. */
interface Fed {
	org_id: OrgId;
	goal_id: GoalId;
	/** In the metric's smallest unit, as PostgreSQL writes it. */
	value: string;
	/** The figure at which another goal counts it; null where none does. */
	crosses_at: string | null;
}

interface Moved {
	orgId: OrgId;
	/** A goal that came over its target by 1, or fell below it by −1, where another counts it. */
	goalId: GoalId | null;
	by: 1 | -1;
}

// One statement for the whole batch. Rows that are alike to a feeder are looked up together: those of a
// busy hour are alike to the organization and its teams.
function fedBy(rows: RecordedRow[]): SQL {
	return sql`
	with alike as materialized (
		select org_id, metric_id, member_id, team_id, day, segment, value as each, sum(value) as value
		from unnest(${columns(rows)}) as b(org_id, metric_id, day, team_id, member_id, segment, value)
		group by org_id, metric_id, member_id, team_id, day, segment, each
	), work as (
		select org_id, metric_id, member_id as feeder, day, segment, each, value from alike
		union all
		select org_id, metric_id, team_id, day, segment, each, sum(value) from alike
		where team_id <> ${NOBODY} group by org_id, metric_id, team_id, day, segment, each
		union all
		select org_id, metric_id, ${NOBODY}, day, segment, each, sum(value) from alike
		group by org_id, metric_id, day, segment, each
	)
	select f.org_id, f.goal_id, sum(w.value)::bigint as value, max(f.crosses_at) as crosses_at
	from work w
	join goal_feeds f on f.org_id = w.org_id and f.metric_id = w.metric_id and f.feeder = w.feeder
		and f.is_open and f.ends_on >= w.day and f.starts_on <= w.day
		and (f.segment is null or f.segment = w.segment)
		and (f.at_least is null or abs(w.each) >= f.at_least)
	group by f.org_id, f.goal_id having sum(w.value) <> 0`;
}

// What was found, handed back.
function given(found: Fed[]): SQL {
	const columns = [
		column(found, 'uuid', (fed) => fed.org_id),
		column(found, 'uuid', (fed) => fed.goal_id),
		column(found, 'bigint', (fed) => fed.value),
		column(found, 'bigint', (fed) => fed.crosses_at)
	];
	return sql`
	select * from unnest(${sql.join(columns, sql`, `)}) as f(org_id, goal_id, value, crosses_at)`;
}

// A goal that anything feeds has a row of progress (see recount.ts).
function move(fed: SQL, at: Date): SQL {
	return sql`
	with moves as materialized (${fed}), moved as (
		update goal_progress p
		set value = p.value + m.value, moved_at = ${at.toISOString()}::timestamptz
		from moves m where p.org_id = m.org_id and p.goal_id = m.goal_id
		returning p.org_id, p.goal_id,
			p.value >= m.crosses_at as is_over, p.value - m.value >= m.crosses_at as was_over
	)
	select org_id as "orgId", goal_id as "goalId", case when is_over then 1 else -1 end as by
	from moved where is_over <> was_over
	union all
	select distinct org_id, null::uuid, 0 from moved`;
}

const NOBODY = sql.raw(`'${NONE}'::uuid`);

function columns(rows: RecordedRow[]): SQL {
	return sql.join(
		[
			column(rows, 'uuid', (row) => row.orgId),
			column(rows, 'uuid', (row) => row.metricId),
			column(rows, 'date', (row) => row.day),
			column(rows, 'uuid', (row) => row.teamId),
			column(rows, 'uuid', (row) => row.memberId),
			column(rows, 'text', (row) => row.segment),
			column(rows, 'bigint', (row) => row.value)
		],
		sql`, `
	);
}

function column<Row>(rows: Row[], type: string, of: (row: Row) => unknown): SQL {
	return sql`${sql.param(rows.map(of))}::${sql.raw(type)}[]`;
}

function latest(rows: RecordedRow[]): Date {
	return new Date(Math.max(...rows.map((row) => row.recordedAt.getTime())));
}
