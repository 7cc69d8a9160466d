import { sql, type SQL } from 'drizzle-orm';
import { activities, totals } from '#lib/metrics/activity/server/index.ts';
import { closings, finalTotals } from '#lib/metrics/closings/server/index.ts';
import { groupMemberships } from '#lib/identity/server/index.ts';
import { NONE, type MemberId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { BoardDefinition } from './define-board.ts';

/** What a member brought to a board within one team. */
export interface Figure {
	memberId: MemberId;
	/** The nil id for none. */
	teamId: string;
	value: bigint;
	activities: number;
	/** The value without what today has brought. */
	before: bigint;
	/** Of a closed period: what would be added had it not closed. */
	late: bigint;
}

interface Row {
	member_id: MemberId;
	team_id: string;
	value: string;
	activities: number;
	today: string | null;
	late: string | null;
}

/** The figures of everybody a board counts, or of some members only. In no order. */
export async function readFigures(
	db: Queryable,
	definition: BoardDefinition,
	members: readonly MemberId[] | null
): Promise<Figure[]> {
	const result = await db.execute(statementOf(definition, members));
	return (result.rows as unknown as Row[]).map((row) => {
		const value = BigInt(row.value);
		return {
			memberId: row.member_id,
			teamId: row.team_id,
			value,
			activities: row.activities,
			before: row.today === null ? value : value - BigInt(row.today),
			late: row.late === null ? 0n : BigInt(row.late)
		};
	});
}

function statementOf(definition: BoardDefinition, members: readonly MemberId[] | null): SQL {
	const who = sql`${among(members)} ${among(definition.league)}`;
	if (definition.groupId) return groupFigures(definition, definition.groupId, who);
	return definition.closed ? closedFigures(definition, who) : runningFigures(definition, who);
}

function among(members: readonly MemberId[] | null): SQL {
	return members ? sql`and t.member_id = any(${sql.param(members)}::uuid[])` : sql``;
}

function runningFigures(definition: BoardDefinition, who: SQL): SQL {
	return sql`
		select t.member_id, t.team_id, t.value::text, t.activities, d.value::text as today, null as late
		from ${totals} t
		left join ${totals} d on d.org_id = t.org_id and d.metric_id = t.metric_id
			and d.period_kind = 'day' and d.period_start = ${definition.movesOn}::date
			and d.member_id = t.member_id and d.team_id = t.team_id
		where ${within(definition)} ${who}`;
}

// A full outer join: who came only later has no final figure, in this team or at all.
function closedFigures(definition: BoardDefinition, who: SQL): SQL {
	const of = sql`${within(definition)} ${who}`;
	return sql`
		select member_id, team_id, coalesce(f.value, 0)::text as value,
			coalesce(f.activities, 0) as activities, null as today,
			(coalesce(l.value, 0) - coalesce(f.value, 0))::text as late
		from (select t.member_id, t.team_id, t.value, t.activities from ${finalTotals} t where ${of}) f
		full join (select t.member_id, t.team_id, t.value from ${totals} t where ${of}) l
			using (member_id, team_id)`;
}

// A group counts the days on which somebody was in it.
function groupFigures(definition: BoardDefinition, groupId: string, who: SQL): SQL {
	const days = groupDays(definition, groupId, who);
	const grouped = sql`group by t.member_id, t.team_id`;
	if (!definition.closed) return sql`${days} ${grouped}`;
	if (definition.metricId) return closedGroupFigures(definition, definition.metricId, groupId, who);
	// Points of single days are not kept as they were at the closing: whoever was in the group all the
	// time has their final points, who came or went meanwhile those of their days.
	const stayed = sql`select 1 from ${groupMemberships} g
		where g.org_id = t.org_id and g.group_id = ${groupId} and g.member_id = t.member_id
			and g.starts_on <= ${definition.head.period.start}
			and coalesce(g.ends_on, 'infinity') >= ${definition.head.period.end}`;
	return sql`
		select * from (${closedFigures(definition, sql`${who} and exists (${stayed})`)}) c
		union all ${days} and not exists (${stayed}) ${grouped}`;
}

function groupDays(definition: BoardDefinition, groupId: string, who: SQL): SQL {
	return sql`
		select t.member_id, t.team_id, sum(t.value)::text as value, sum(t.activities)::int as activities,
			(sum(t.value) filter (where t.period_start = ${definition.movesOn}::date))::text as today,
			null as late
		from ${groupMemberships} g
		join ${totals} t on t.org_id = g.org_id and t.metric_id = ${definition.metricId ?? NONE}
			and t.period_kind = 'day' and t.member_id = g.member_id
			and t.period_start between ${daysIn(definition)}
		where g.org_id = ${definition.orgId} and g.group_id = ${groupId} ${who}`;
}

// From the ledger, which knows what came before the closing.
function closedGroupFigures(
	definition: BoardDefinition,
	metricId: string,
	groupId: string,
	who: SQL
): SQL {
	const { kind, start } = definition.head.period;
	return sql`
		select t.member_id, t.team_id,
			coalesce(sum(t.value) filter (where t.position < c.position), 0)::text as value,
			coalesce(sum(t.sign) filter (where t.position < c.position), 0)::int as activities,
			null as today, (sum(t.value) filter (where t.position >= c.position))::text as late
		from ${groupMemberships} g
		join ${closings} c on c.org_id = g.org_id and c.period_kind = ${kind} and c.period_start = ${start}
		join ${activities} t on t.org_id = g.org_id and t.metric_id = ${metricId}
			and t.member_id = g.member_id and t.day between ${daysIn(definition)}
		where g.org_id = ${definition.orgId} and g.group_id = ${groupId} ${who}
		group by t.member_id, t.team_id`;
}

function daysIn({ head }: BoardDefinition): SQL {
	const { start, end } = head.period;
	return sql`greatest(g.starts_on, ${start}::date) and least(g.ends_on, ${end}::date)`;
}

function within({ orgId, metricId, head, team }: BoardDefinition): SQL {
	return sql`t.org_id = ${orgId} and t.metric_id = ${metricId ?? NONE}
		and t.period_kind = ${head.period.kind} and t.period_start = ${head.period.start}
		${team ? sql`and t.team_id = ${team.id}` : sql``}`;
}
