import { sql, type SQL } from 'drizzle-orm';
import type { GoalKind, GoalMeasure, GoalScope } from '#lib/metrics/goals/goal.ts';
import { scopeOf } from '#lib/metrics/goals/scope.ts';
import type { GoalId, MemberId, MomentId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { StepSaid } from '../../step-words.ts';
import type { StepAt } from './unrung-steps.ts';

/** Goals that may have come back to a step. */
export interface Back {
	ids: readonly GoalId[];
	/** Those of them that came over their target, for the goals above that count them. */
	counted: readonly GoalId[];
	/** Whether nobody else may have moved those in the meantime. */
	isSure: boolean;
}

/** A step that is reached, with its moment. */
export interface RungStep extends StepAt, StepSaid {
	momentId: MomentId;
	/** When the crossing was that it rang for. */
	rungAt: Date;
	measure: GoalMeasure;
	scope: GoalScope;
	teamId: TeamId | null;
	value: bigint;
}

/**
 * The rung steps at which these goals stand, and those of the goals above that these may have brought
 * back to them: where a goal above stood beyond a step before so few came over their target, it has not
 * left it. One query. Locked, so that of two who tell the same moment anew the later one has read the
 * later work.
 */
export async function rungSteps(tx: Queryable, orgId: OrgId, back: Back): Promise<RungStep[]> {
	const found = await tx.execute(sql`
		with recursive above as (${goalsAbove(orgId, back)}), these as (
			select id, bool_and(is_above) as is_above from (
				select id, false as is_above from unnest(${sql.param([...back.ids])}::uuid[]) as own(id)
				union all select id, true from above
			) each group by id
		)
		select g.id as "goalId", s.number, s.at::text as at, g.start_value::text as start,
			p.value::text as value, m.id as "momentId", m.at as "rungAt", g.title, g.segment,
			g.measure, g.kind, g.team_id as "teamId", g.member_id as "memberId",
			case when c.id is not null then json_build_object('name', c.name, 'unit', c.unit) end as metric
		from these
		join goals g on g.org_id = ${orgId} and g.id = these.id
			and (not these.is_above or g.measure = 'goals' and g.closed_at is null)
		left join metrics c on c.org_id = g.org_id and c.id = g.metric_id
		join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
		cross join lateral (values (1, g.target), (2, g.second_target), (3, g.third_target))
			as s(number, at)
		join moments m on m.org_id = g.org_id and m.cause =
			'goal:' || g.id || case when s.number = 1 then '' else ':' || s.number end
		where s.at <= p.value and (not these.is_above or ${mayBeBackAt(sql`s.at`, orgId, back)})
		order by m.id for update of m`);
	return (found.rows as unknown as Row[]).map(toRungStep);
}

/** Level by level, and no further than where what is below may have come over its target. */
function goalsAbove(orgId: OrgId, back: Back): SQL {
	return sql`
		select g.parent_id as id from goals g
		join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id and p.value >= g.target
		where g.org_id = ${orgId} and g.id = ${anyOf(back.counted)} and g.agreed_at is not null
		union
		select g.parent_id from above a
		join goals g on g.org_id = ${orgId} and g.id = a.id and g.measure = 'goals'
			and g.agreed_at is not null and g.closed_at is null
		join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id and p.value >= g.target
			and ${mayBeBackAt(sql`g.target`, orgId, back)}`;
}

/** Whether a goal that stands here now may have stood below before those came over their targets. */
function mayBeBackAt(at: SQL, orgId: OrgId, { counted, isSure }: Back): SQL {
	return sql`(${!isSure}::boolean or p.value - ${counted.length}::int < ${at}
		or p.moved_at > (select max(b.moved_at) from goal_progress b
			where b.org_id = ${orgId} and b.goal_id = ${anyOf(counted)}))`;
}

function anyOf(ids: readonly GoalId[]): SQL {
	return sql`any(${sql.param([...ids])}::uuid[])`;
}

function toRungStep({ at, start, value, rungAt, kind, memberId, ...row }: Row): RungStep {
	return {
		...row,
		scope: scopeOf({ kind, teamId: row.teamId, memberId }),
		at: BigInt(at),
		start: BigInt(start),
		value: BigInt(value),
		rungAt: new Date(rungAt)
	};
}

type Row = Omit<RungStep, 'at' | 'start' | 'value' | 'rungAt' | 'scope'> & {
	kind: GoalKind;
	memberId: MemberId | null;
	at: string;
	start: string;
	value: string;
	rungAt: string | Date;
};
