import { sql, type SQL } from 'drizzle-orm';
import { NONE, type ActivityId, type OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import { sharedHold } from './ledger-lock.ts';
import type { LedgerRow } from './ledger-row.ts';
import { periodStarts } from './period-starts.ts';
import { startWeighing, type PointsDay } from './guards/weigh.ts';

export type { LedgerRow };

export interface Applied<Beside = undefined> {
	/** The ids that are new in the ledger. */
	fresh: Set<ActivityId>;
	/** What has moved beside the totals of the new rows: points of days that score anew. */
	facts: { orgId: OrgId; fact: string }[];
	/** What was done beside it. */
	beside?: Beside | undefined;
}

/**
 * Adds rows to the ledger and moves their totals, in one statement. Work that a guardrail weighs
 * scores nothing by itself: where a batch touches one, what scores of it is weighed beside it.
 *
 * Two rounds of locks, each in the order of the key, so that concurrent statements queue instead of
 * deadlocking: first the days of the metrics, whose new sums decide what a daily cap lets through,
 * then every wider period and all points. Of rows that say one external id the first counts.
 *
 * `beside` is called with the statement on its way, so that what it sends runs right behind it; not
 * where points are still to be weighed, nor where there is no row.
 */
export async function applyActivities<Beside = undefined>(
	tx: Queryable,
	rows: LedgerRow[],
	beside?: () => Promise<Beside>
): Promise<Applied<Beside>> {
	if (!rows.length) return { fresh: new Set(), facts: [] };
	const weighing = await startWeighing(tx, rows);
	const adding = runNamed<{ id: ActivityId }>(
		tx,
		weighing.later.length ? 'apply-activities-and-hold' : 'apply-activities',
		ledgerStatement(weighing.rows, weighing.later)
	);
	const [added, done] = await together([
		adding,
		weighing.isIdle && beside ? beside() : Promise.resolve(undefined)
	]);
	const fresh = new Set(added.map((row) => row.id));
	const facts = await weighing.finish(rows.filter((row) => fresh.has(row.id)));
	return { fresh, facts, beside: done };
}

/**
 * The statement itself; a bench sends it by a bare driver to see what the rest costs. The points of
 * the days in `later` are held with all others, in the same order, for who moves them afterwards.
 */
export function ledgerStatement(rows: LedgerRow[], later: PointsDay[] = []): SQL {
	return sql`
	with held as materialized (
		${sharedHold([...new Set(rows.map((row) => row.orgId))])}
	), entry as (
		select e.* from held cross join unnest(${unnested(rows)}) with ordinality as e(
			org_id, id, source, external_id, fingerprint, metric_id, rule_version, member_id, team_id,
			value, sign, occurred_at, day, recorded_at, recorded_by, note, reverses_id,
			replaces_id, segment, factor, cap, week, month, quarter, n)
	), fresh as (
		insert into activities (org_id, id, source, external_id, fingerprint, metric_id, rule_version,
			member_id, team_id, value, sign, occurred_at, day, recorded_at, recorded_by, note, reverses_id,
			replaces_id, segment)
		select org_id, id, source, external_id, fingerprint, metric_id, rule_version,
			member_id, team_id, value, sign, occurred_at, day, recorded_at, recorded_by, note, reverses_id,
			replaces_id, segment
		from entry order by org_id, replaces_id is not null, source, external_id, n
		on conflict (org_id, source, external_id) do nothing
		returning id
	), moved as (
		select org_id, metric_id, day, member_id, team_id, week, month, quarter, factor, cap,
			sum(value)::bigint as value, sum(sign)::int as activities, count(*)::int as entries
		from entry join fresh using (id)
		group by org_id, metric_id, day, member_id, team_id, week, month, quarter, factor, cap
	), by_day as (
		insert into totals as t
		select org_id, metric_id, 'day', day, member_id, team_id, value, activities, entries
		from moved order by org_id, metric_id, day, member_id, team_id
		${adding}
		returning t.org_id, t.metric_id, t.period_start as day, t.member_id, t.team_id, t.value as reached
	), scored as (
		select m.*, ((least(d.reached, m.cap) - least(d.reached - m.value, m.cap)) * m.factor)::bigint as points
		from moved m join by_day d using (org_id, metric_id, day, member_id, team_id)
	), summed as materialized (
		select org_id, metric_id, kind, start, member_id, team_id,
			sum(value)::bigint as value, sum(activities)::int as activities, sum(entries)::int as entries
		from (select s.org_id, case when w.of_points then ${NONE}::uuid else s.metric_id end as metric_id, w.kind,
			case w.kind when 'day' then s.day when 'week' then s.week when 'month' then s.month else s.quarter end as start,
			s.member_id, s.team_id, case when w.of_points then s.points else s.value end as value,
			s.activities, s.entries
		from scored s cross join unnest(
			array['week', 'month', 'quarter', 'day', 'week', 'month', 'quarter'],
			array[false, false, false, true, true, true, true]
		) as w(kind, of_points)
		${later.length ? holding(later) : sql``}) as part
		group by org_id, metric_id, kind, start, member_id, team_id
	), wider as (
		insert into totals as t
		select * from summed order by org_id, metric_id, kind, start, member_id, team_id
		${adding}
	)
	select id from fresh`;
}

const adding = sql`on conflict (org_id, metric_id, period_kind, period_start, member_id, team_id)
		do update set value = t.value + excluded.value, activities = t.activities + excluded.activities,
			entries = t.entries + excluded.entries`;

// Adds nothing to rows that are there, which locks them.
function holding(days: PointsDay[]): SQL {
	const column = (of: (day: PointsDay) => unknown) => sql.param(days.map(of));
	return sql`union all
		select d.org_id, ${NONE}::uuid, p.kind, p.start, d.member_id, d.team_id, 0, 0, 0
		from held cross join unnest(
			${column(({ orgId }) => orgId)}::uuid[], ${column(({ memberId }) => memberId)}::uuid[],
			${column(({ teamId }) => teamId)}::uuid[], ${column(({ day }) => day)}::date[],
			${column(({ week }) => week)}::date[], ${column(({ month }) => month)}::date[],
			${column(({ quarter }) => quarter)}::date[]
		) as d(org_id, member_id, team_id, day, week, month, quarter) cross join lateral (values
			('day', d.day), ('week', d.week), ('month', d.month), ('quarter', d.quarter)
		) as p(kind, start)`;
}

function unnested(rows: LedgerRow[]): SQL {
	const column = (type: string, of: (row: LedgerRow) => unknown) =>
		sql`${sql.param(rows.map(of))}::${sql.raw(type)}[]`;
	const start = (kind: 'week' | 'month' | 'quarter') =>
		column('date', (row) => periodStarts(row.day, row.calendar)[kind]);
	return sql.join(
		[
			column('uuid', (row) => row.orgId),
			column('uuid', (row) => row.id),
			column('text', (row) => row.source),
			column('text', (row) => row.externalId),
			column('text', (row) => row.fingerprint),
			column('uuid', (row) => row.metricId),
			column('int', (row) => row.ruleVersion),
			column('uuid', (row) => row.memberId),
			column('uuid', (row) => row.teamId),
			column('bigint', (row) => row.value),
			column('int', (row) => row.sign),
			column('timestamptz', (row) => row.occurredAt),
			column('date', (row) => row.day),
			column('timestamptz', (row) => row.recordedAt),
			column('text', (row) => row.recordedBy),
			column('text', (row) => row.note),
			column('uuid', (row) => row.reversesId),
			column('uuid', (row) => row.replacesId),
			column('text', (row) => row.segment),
			column('bigint', (row) => row.rule.factor),
			// Null for no cap, which least() passes over.
			column('bigint', (row) => row.rule.dailyCap),
			start('week'),
			start('month'),
			start('quarter')
		],
		sql`, `
	);
}
