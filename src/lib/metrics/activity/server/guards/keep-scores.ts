import { sql } from 'drizzle-orm';
import { NONE } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import type { Change } from './guard-windows.ts';
import { periodStarts } from '../period-starts.ts';

/**
 * Keeps what scores of guarded work, and moves the points by the difference: their value only, since
 * activities and entries count rows of the ledger. What scores nothing has no row. The points of a
 * day with work or an outcome always have a row of their own.
 */
export async function keepScores(tx: Queryable, changes: Change[]): Promise<void> {
	if (!changes.length) return;
	const column = (type: string, of: (change: Change) => unknown) =>
		sql`${sql.param(changes.map(of))}::${sql.raw(type)}[]`;
	const start = (kind: 'week' | 'month' | 'quarter') =>
		column('date', ({ day, window }) => periodStarts(day, window.guard.calendar)[kind]);
	const statement = sql`
		with score as (
			select * from unnest(
				${column('uuid', ({ window }) => window.orgId)},
				${column('uuid', ({ window }) => window.memberId)},
				${column('uuid', ({ window }) => window.guard.metricId)},
				${column('date', ({ day }) => day)},
				${column('uuid', ({ teamId }) => teamId)},
				${column('bigint', ({ scored }) => scored)},
				${column('bigint', ({ points }) => points)},
				${start('week')}, ${start('month')}, ${start('quarter')}
			) as s(org_id, member_id, metric_id, day, team_id, scored, points, week, month, quarter)
		), gone as (
			delete from guarded_scores g using score s
			where g.org_id = s.org_id and g.member_id = s.member_id and g.metric_id = s.metric_id
				and g.day = s.day and g.team_id = s.team_id and s.scored = 0
		), kept as (
			insert into guarded_scores (org_id, metric_id, day, member_id, team_id, scored)
			select org_id, metric_id, day, member_id, team_id, scored from score where scored <> 0
			on conflict (org_id, member_id, metric_id, day, team_id) do update set scored = excluded.scored
		)
		update totals t set value = t.value + m.points
		from (
			select s.org_id, p.kind, p.start, s.member_id, s.team_id, sum(s.points)::bigint as points
			from score s cross join lateral (values
				('day', s.day), ('week', s.week), ('month', s.month), ('quarter', s.quarter)
			) as p(kind, start)
			group by s.org_id, p.kind, p.start, s.member_id, s.team_id
		) as m
		where t.org_id = m.org_id and t.metric_id = ${NONE}::uuid and t.period_kind = m.kind
			and t.period_start = m.start and t.member_id = m.member_id and t.team_id = m.team_id`;
	await runNamed(tx, 'keep-scores', statement);
}
