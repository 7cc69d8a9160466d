import { sql } from 'drizzle-orm';
import { NONE, type MetricId, type OrgId, type TeamId } from '#lib/platform/ids.ts';
import type { Day, Period } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { BoardRow } from '../board.ts';

export interface RowsQuery {
	/** Null for points. */
	metricId: MetricId | null;
	period: Period;
	/** Set while the period is running: what today has brought is taken off for the movement. */
	today: Day | null;
	teamId: TeamId | null;
	by: 'member' | 'team';
}

interface Row {
	id: string;
	name: string;
	colour: number;
	team: string | null;
	team_key: string | null;
	value: string;
	activities: number;
	today: string | null;
	days: number;
	version: string;
}

export interface Rows {
	rows: BoardRow[];
	version: number;
	/** A row's id → the key of its team. Boards for screens do not carry it. */
	teamKeys: Map<string, string>;
}

/** Everybody (or every team) with an activity in the period, and the board's version. */
export async function readRows(db: Queryable, orgId: OrgId, query: RowsQuery): Promise<Rows> {
	const result = await db.execute(
		query.by === 'team' ? teams(orgId, query) : members(orgId, query)
	);
	const found = result.rows as unknown as Row[];
	const rows = found.filter((row) => row.activities > 0).map((row) => toRow(row));
	const version = found.reduce((sum, row) => sum + Number(row.version), 0);
	const keys = found.flatMap((row): [string, string][] =>
		row.team_key ? [[row.id, row.team_key]] : []
	);
	return { rows, version, teamKeys: new Map(keys) };
}

function members(orgId: OrgId, query: RowsQuery) {
	return sql`
		select m.id, m.name, m.colour, t.name as team, t.key as team_key, s.value::text,
			s.activities, s.today::text, 1 as days, s.version
		from (
			select t.member_id, sum(t.value) as value, sum(t.activities)::int as activities,
				sum(t.entries) as version, sum(d.value) as today,
				(array_agg(t.team_id order by t.value desc))[1] as team_id
			from totals t ${todays(query)}
			where ${figures(orgId, query)}
			group by t.member_id
		) s
		join members m on m.org_id = ${orgId} and m.id = s.member_id
		left join teams t on t.org_id = ${orgId} and t.id = s.team_id`;
}

function teams(orgId: OrgId, query: RowsQuery) {
	return sql`
		select g.id, g.name, g.colour, g.name as team, g.key as team_key, s.value::text,
			s.activities, s.today::text, p.days, s.version
		from (
			select t.team_id, sum(t.value) as value, sum(t.activities)::int as activities,
				sum(t.entries) as version, sum(d.value) as today
			from totals t ${todays(query)}
			where ${figures(orgId, query)}
			group by t.team_id
		) s
		join teams g on g.org_id = ${orgId} and g.id = s.team_id
		cross join lateral (${daysOf(orgId, query)}) p`;
}

// Everybody who was in the team, not only who has scored: otherwise a colleague's first activity would
// lower the team's figure.
function daysOf(orgId: OrgId, { period }: RowsQuery) {
	return sql`
		select coalesce(sum(least(coalesce(i.ends_on, ${period.end}::date), ${period.end}::date)
			- greatest(i.starts_on, ${period.start}::date) + 1), 0)::int as days
		from team_memberships i join members m on m.org_id = i.org_id and m.id = i.member_id
		where i.org_id = ${orgId} and i.team_id = s.team_id and i.starts_on <= ${period.end}
			and (i.ends_on is null or i.ends_on >= ${period.start})
			and (m.left_at is null or m.left_at >= ${period.start}::date)`;
}

function figures(orgId: OrgId, { metricId, period, teamId }: RowsQuery) {
	return sql`t.org_id = ${orgId} and t.metric_id = ${metricId ?? NONE} and t.period_kind = ${period.kind}
		and t.period_start = ${period.start} ${teamId ? sql`and t.team_id = ${teamId}` : sql``}`;
}

function todays({ today }: RowsQuery) {
	return sql`left join totals d on d.org_id = t.org_id and d.metric_id = t.metric_id
		and d.period_kind = 'day' and d.period_start = ${today}::date and d.member_id = t.member_id
		and d.team_id = t.team_id`;
}

function toRow(row: Row): BoardRow {
	const { id, name, colour, team, value, activities, days } = row;
	return { id, name, colour, team, value, activities, was: null, basis: null, days, late: null };
}
