import { sql } from 'drizzle-orm';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import type { Window, Windows } from './guard-windows.ts';

interface Row {
	i: number;
	part: 'work' | 'outcomes' | 'scores' | 'work before' | 'outcomes before';
	/** Null in sums of what was before. */
	day: string | null;
	team_id: string | null;
	value: string;
}

/** Fills the windows with what was done and has scored in them so far. */
export async function readWindows(tx: Queryable, unread: Windows): Promise<Windows> {
	if (!unread.size) return unread;
	const windows = [...unread.values()];
	const column = (of: (window: Window) => unknown) => sql.param(windows.map(of));
	const statement = sql`
		select w.i::int, p.part, p.day::text as day, p.team_id, p.value
		from unnest(
			${column(({ orgId }) => orgId)}::uuid[],
			${column(({ memberId }) => memberId)}::uuid[],
			${column(({ guard }) => guard.metricId)}::uuid[],
			${column(({ guard }) => guard.outcomeId)}::uuid[],
			${column(({ guard }) => guard.dailyCap)}::bigint[],
			${column(({ start }) => start)}::date[],
			${column(({ since }) => since)}::date[],
			${column(({ end }) => end)}::date[]
		) with ordinality as w(org_id, member_id, metric_id, outcome_id, cap, first, since, last, i)
		cross join lateral (
			select 'work' as part, period_start as day, team_id, value from totals t
			where t.org_id = w.org_id and t.member_id = w.member_id and t.metric_id = w.metric_id
				and t.period_kind = 'day' and t.period_start between w.since and w.last
			union all
			select 'outcomes', period_start, team_id, value from totals t
			where t.org_id = w.org_id and t.member_id = w.member_id and t.metric_id = w.outcome_id
				and t.period_kind = 'day' and t.period_start between w.since and w.last
			union all
			select 'scores', day, team_id, scored from guarded_scores s
			where s.org_id = w.org_id and s.member_id = w.member_id and s.metric_id = w.metric_id
				and s.day between w.since and w.last
			union all
			select 'work before', null, null, coalesce(sum(least(t.value, w.cap)), 0) from totals t
			where t.org_id = w.org_id and t.member_id = w.member_id and t.metric_id = w.metric_id
				and t.period_kind = 'day' and t.period_start >= w.first and t.period_start < w.since
			union all
			select 'outcomes before', null, null, coalesce(sum(t.value), 0) from totals t
			where t.org_id = w.org_id and t.member_id = w.member_id and t.metric_id = w.outcome_id
				and t.period_kind = 'day' and t.period_start >= w.first and t.period_start < w.since
		) as p`;
	for (const row of await runNamed<Row>(tx, 'read-windows', statement)) {
		const window = windows[row.i - 1]!;
		const [day, teamId, value] = [row.day!, row.team_id!, BigInt(row.value)];
		if (row.part === 'work before') window.before.work = value;
		else if (row.part === 'outcomes before') window.before.outcomes = value;
		else if (row.part === 'scores') window.scores.push({ day, teamId, scored: value });
		else window[row.part].push({ day, teamId, value });
	}
	return unread;
}
