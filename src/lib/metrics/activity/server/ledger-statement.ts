import { sql, type SQL } from 'drizzle-orm';
import { NONE } from '#lib/platform/ids.ts';
import type { PointsDay } from './guards/weigh.ts';
import { sharedHold } from './ledger-lock.ts';
import type { LedgerRow } from './ledger-row.ts';
import { periodStarts } from './period-starts.ts';

const IDS = sql`id`;
export const HOW_MANY = sql`count(*)::int as added`;

/**
 * What adds rows to the ledger and moves their totals; a bench sends it by a bare driver to see what
 * the rest costs. The points of the days in `later` are held with all others, in the same order, for
 * who moves them afterwards.
 *
 * @param answer what it says of the rows that were new: `IDS`, or for a large batch `HOW_MANY`
 */
export function ledgerStatement(
	rows: LedgerRow[],
	later: PointsDay[] = [],
	answer: SQL = IDS
): SQL {
	const { lines, places } = linesOf(rows);
	return sql`
	with held as materialized (
		${sharedHold([...new Set(rows.map((row) => row.orgId))])}
	), entry as (
		select e.*, l.* from held cross join unnest(${unnestedLines(lines)}) with ordinality as l(
			org_id, source, metric_id, rule_version, recorded_by, recorded_at, day, week, month, quarter,
			factor, cap, line)
		join unnest(${unnestedRows(rows, places)}) with ordinality as e(place, id, external_id,
			fingerprint, member_id, team_id, value, sign, occurred_at, note, reverses_id, replaces_id,
			segment, n) on e.place = l.line
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
	select ${answer} from fresh`;
}

const adding = sql`on conflict (org_id, metric_id, period_kind, period_start, member_id, team_id)
		do update set value = t.value + excluded.value, activities = t.activities + excluded.activities,
			entries = t.entries + excluded.entries`;

// Adds nothing to rows that are there, which locks them.
function holding(days: PointsDay[]): SQL {
	const each = (of: (day: PointsDay) => unknown) => sql.param(days.map(of));
	return sql`union all
		select d.org_id, ${NONE}::uuid, p.kind, p.start, d.member_id, d.team_id, 0, 0, 0
		from held cross join unnest(
			${each(({ orgId }) => orgId)}::uuid[], ${each(({ memberId }) => memberId)}::uuid[],
			${each(({ teamId }) => teamId)}::uuid[], ${each(({ day }) => day)}::date[],
			${each(({ week }) => week)}::date[], ${each(({ month }) => month)}::date[],
			${each(({ quarter }) => quarter)}::date[]
		) as d(org_id, member_id, team_id, day, week, month, quarter) cross join lateral (values
			('day', d.day), ('week', d.week), ('month', d.month), ('quarter', d.quarter)
		) as p(kind, start)`;
}

/** What the rows of a line have in common. */
type Line = Pick<
	LedgerRow,
	| 'orgId'
	| 'source'
	| 'metricId'
	| 'ruleVersion'
	| 'recordedBy'
	| 'recordedAt'
	| 'day'
	| 'rule'
	| 'calendar'
>;

interface Lines {
	lines: Line[];
	/** Where the line of each row stands, from 1. */
	places: number[];
}

/** What rows of one metric and day have in common travels once: a large batch is of a few days. */
function linesOf(rows: LedgerRow[]): Lines {
	const lines: Line[] = [];
	const known = new Map<string, number>();
	const places = rows.map((row) => {
		const key = keyOf(row);
		let place = known.get(key);
		if (place === undefined) known.set(key, (place = lines.push(row)));
		return place;
	});
	return { lines, places };
}

// The cap follows from the rule's version, the calendar from the organization.
function keyOf(line: Line): string {
	const { orgId, metricId, ruleVersion, day, rule, recordedAt, recordedBy, source } = line;
	const rest = `${recordedAt.getTime()}\n${recordedBy}\n${source}`;
	return `${orgId} ${metricId} ${ruleVersion} ${day} ${rule.factor} ${rest}`;
}

function column<Row>(rows: Row[], type: string, of: (row: Row, at: number) => unknown): SQL {
	return sql`${sql.param(rows.map(of))}::${sql.raw(type)}[]`;
}

function unnestedLines(lines: Line[]): SQL {
	const starts = lines.map(({ day, calendar }) => periodStarts(day, calendar));
	return sql.join(
		[
			column(lines, 'uuid', (line) => line.orgId),
			column(lines, 'text', (line) => line.source),
			column(lines, 'uuid', (line) => line.metricId),
			column(lines, 'int', (line) => line.ruleVersion),
			column(lines, 'text', (line) => line.recordedBy),
			column(lines, 'timestamptz', (line) => line.recordedAt),
			column(lines, 'date', (line) => line.day),
			column(starts, 'date', ({ week }) => week),
			column(starts, 'date', ({ month }) => month),
			column(starts, 'date', ({ quarter }) => quarter),
			column(lines, 'bigint', (line) => line.rule.factor),
			// Null for no cap, which least() passes over.
			column(lines, 'bigint', (line) => line.rule.dailyCap)
		],
		sql`, `
	);
}

function unnestedRows(rows: LedgerRow[], places: number[]): SQL {
	return sql.join(
		[
			column(places, 'int', (place) => place),
			column(rows, 'uuid', (row) => row.id),
			column(rows, 'text', (row) => row.externalId),
			column(rows, 'text', (row) => row.fingerprint),
			column(rows, 'uuid', (row) => row.memberId),
			column(rows, 'uuid', (row) => row.teamId),
			column(rows, 'bigint', (row) => row.value),
			column(rows, 'int', (row) => row.sign),
			column(rows, 'timestamptz', (row) => row.occurredAt),
			column(rows, 'text', (row) => row.note),
			column(rows, 'uuid', (row) => row.reversesId),
			column(rows, 'uuid', (row) => row.replacesId),
			column(rows, 'text', (row) => row.segment)
		],
		sql`, `
	);
}
