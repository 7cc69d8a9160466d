import { sql, type SQL } from 'drizzle-orm';
import { totals } from '#lib/metrics/activity/server/index.ts';
import { finalGroupTotals, finalTotals } from '#lib/metrics/closings/server/index.ts';
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

function closedFigures(definition: BoardDefinition, who: SQL): SQL {
	const of = sql`${within(definition)} ${who}`;
	return withLate(
		sql`select t.member_id, t.team_id, t.value, t.activities from ${finalTotals} t where ${of}`,
		sql`select t.member_id, t.team_id, t.value from ${totals} t where ${of}`
	);
}

// A full outer join: who came only later has no final figure, in this team or at all.
function withLate(final: SQL, live: SQL): SQL {
	return sql`
		select member_id, team_id, coalesce(f.value, 0)::text as value,
			coalesce(f.activities, 0) as activities, null as today,
			(coalesce(l.value, 0) - coalesce(f.value, 0))::text as late
		from (${final}) f full join (${live}) l using (member_id, team_id)`;
}

// A group counts the days on which somebody was in it; of a closed period it keeps what they brought.
function groupFigures(definition: BoardDefinition, groupId: string, who: SQL): SQL {
	const live = groupDays(definition, groupId, who);
	if (!definition.closed)
		return sql`select member_id, team_id, value::text, activities, today::text, null as late
			from (${live}) l`;
	return withLate(
		sql`select t.member_id, t.team_id, t.value, t.activities from ${finalGroupTotals} t
			where ${within(definition)} and t.group_id = ${groupId} ${who}`,
		live
	);
}

function groupDays(definition: BoardDefinition, groupId: string, who: SQL): SQL {
	return sql`
		select t.member_id, t.team_id, sum(t.value) as value, sum(t.activities)::int as activities,
			sum(t.value) filter (where t.period_start = ${definition.movesOn}::date) as today
		from ${groupMemberships} g
		join ${totals} t on t.org_id = g.org_id and t.metric_id = ${definition.metricId ?? NONE}
			and t.period_kind = 'day' and t.member_id = g.member_id
			and t.period_start between ${daysIn(definition)}
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
