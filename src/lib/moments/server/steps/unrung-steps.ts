import { sql } from 'drizzle-orm';
import type { GoalMeasure, GoalScope } from '#lib/metrics/goals/goal.ts';
import { scopeOf } from '#lib/metrics/goals/scope.ts';
import type { GoalId, MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** A step of a goal, by where it lies. */
export interface StepAt {
	goalId: GoalId;
	/** 1 to 3, and the figure at which it is reached. */
	number: number;
	at: bigint;
	/** Where the goal began. Figures in the smallest unit of what it counts. */
	start: bigint;
}

/** A step of an agreed goal that is reached and has not rung. */
export interface UnrungStep extends StepAt {
	title: string;
	measure: GoalMeasure;
	scope: GoalScope;
	teamId: TeamId | null;
	memberId: MemberId | null;
	/** Who answers for it. */
	ownerId: MemberId | null;
	value: bigint;
	/** The highest one that is reached: of several at once it alone takes the screen. */
	isTop: boolean;
}

/** The same for one goal and step however often it is looked at: one moment. */
export function causeOf({ goalId, number }: Pick<UnrungStep, 'goalId' | 'number'>): string {
	return number === 1 ? `goal:${goalId}` : `goal:${goalId}:${number}`;
}

/**
 * The unrung steps of these goals, and of the goals above that count reached goals, however many
 * levels up: one query, which looks at a goal above only while the one below it is reached.
 */
export async function unrungSteps(
	db: Queryable,
	orgId: OrgId,
	ids: readonly GoalId[]
): Promise<UnrungStep[]> {
	if (!ids.length) return [];
	const found = await db.execute(sql`
		with recursive up as (
			select g.id, g.parent_id, g.target from goals g
			where g.org_id = ${orgId} and g.id = any(${sql.param([...ids])}::uuid[])
			union
			select above.id, above.parent_id, above.target from up
			join goal_progress p on p.org_id = ${orgId} and p.goal_id = up.id and p.value >= up.target
			join goals below on below.org_id = ${orgId} and below.id = up.id
				and below.agreed_at is not null
			join goals above on above.org_id = ${orgId} and above.id = up.parent_id
				and above.measure = 'goals'
		)
		select g.id as "goalId", g.title, g.measure, g.kind, g.team_id as "teamId",
			g.member_id as "memberId", g.owner_id as "ownerId",
			g.start_value::text as start, p.value::text as value,
			s.number, s.at::text as at,
			s.number = (case when g.third_target <= p.value then 3
				when g.second_target <= p.value then 2 else 1 end) as "isTop"
		from up join goals g on g.org_id = ${orgId} and g.id = up.id
		join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
		cross join lateral (values (1, g.target), (2, g.second_target), (3, g.third_target))
			as s(number, at)
		where g.agreed_at is not null and s.at <= p.value and not exists (
			select from moments rung where rung.org_id = g.org_id and rung.cause =
				'goal:' || g.id || case when s.number = 1 then '' else ':' || s.number end)
		order by g.id, s.number`);
	return (found.rows as unknown as Row[]).map(({ kind, start, value, at, ...row }) => ({
		...row,
		scope: scopeOf({ kind, teamId: row.teamId, memberId: row.memberId }),
		start: BigInt(start),
		value: BigInt(value),
		at: BigInt(at)
	}));
}

type Row = Omit<UnrungStep, 'scope' | 'start' | 'value' | 'at'> & {
	kind: 'organizational' | 'social';
	start: string;
	value: string;
	at: string;
};
