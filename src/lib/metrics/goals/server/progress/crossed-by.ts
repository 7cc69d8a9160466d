import { sql, type SQL } from 'drizzle-orm';
import type { ActivityId, GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addedSince, ledBy } from './brought.ts';

/** A goal that activities carried over its target or a step beyond it, or back below it. */
export interface CrossedGoal {
	id: GoalId;
	/** Whether it is the target; otherwise it stayed reached, and they crossed only a further step. */
	isTarget: boolean;
	/** False where others have moved it since: then these may have, or those. */
	isSure: boolean;
	/** Whether another goal counts it. */
	isCounted: boolean;
}

interface Moved {
	id: GoalId;
	isCounted: boolean;
	/** Surely crossed by these activities: the target, or any step. */
	target: boolean;
	step: boolean;
	/** It stands at its target, and others have moved it since. */
	unsure: boolean;
}

/**
 * The agreed goals that these activities carried over a step or back below it, and those at their
 * target of which that cannot be told any more. One query, since nearly always there is none; in a
 * busy hour a second one leaves out those that were at their steps all the while.
 */
export async function crossedBy(
	db: Queryable,
	orgId: OrgId,
	ids: readonly ActivityId[]
): Promise<CrossedGoal[]> {
	if (!ids.length) return [];
	const found = await db.execute(sql`
		with moved as (
			select goal_id, sum(value) as value, max(at) as at,
				bool_or(crosses_at is not null) as is_counted
			from (${ledBy(orgId, ids)}) led where is_open group by goal_id
		)
		select g.id, m.is_counted as "isCounted", c.target, c.step, c.unsure
		from moved m
		join goals g on g.org_id = ${orgId} and g.id = m.goal_id and g.agreed_at is not null
		join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
		cross join lateral (
			select (p.value >= g.target) <> (p.value - m.value >= g.target) as target,
				(${stepsAt(sql`p.value`)}) <> (${stepsAt(sql`(p.value - m.value)`)}) as step,
				p.value >= g.target and p.moved_at <> m.at as unsure
		) c
		where c.step or c.unsure`);
	const moved = found.rows as unknown as Moved[];
	const unsure = moved.flatMap((goal) => (goal.unsure && !goal.target ? [goal.id] : []));
	const low = unsure.length ? await lowSince(db, orgId, unsure, ids) : new Map<GoalId, Low>();
	return moved.flatMap((goal) => crossedAs(goal, low.get(goal.id)));
}

/** How many steps of a goal a figure has reached. */
function stepsAt(value: SQL): SQL {
	return sql`(${value} >= g.target)::int + coalesce((${value} >= g.second_target)::int, 0)
		+ coalesce((${value} >= g.third_target)::int, 0)`;
}

function crossedAs({ id, isCounted, target, step }: Moved, low: Low | undefined): CrossedGoal[] {
	if (target || low?.target) return [{ id, isCounted, isTarget: true, isSure: target }];
	return step || low ? [{ id, isCounted, isTarget: false, isSure: step }] : [];
}

/** That a goal may have been below its target, or only below a further step that it has reached. */
interface Low {
	target: boolean;
}

/**
 * Those that may have been below a step since the first of these activities came in. Asking who
 * has helped with goals that stand beyond it costs a thousand times as much as this.
 */
async function lowSince(
	db: Queryable,
	orgId: OrgId,
	goalIds: GoalId[],
	ids: readonly ActivityId[]
): Promise<Map<GoalId, Low>> {
	const first = ids.reduce((a, b) => (b < a ? b : a));
	const found = await db.execute(sql`
		select g.id, w.value < g.target as target from goals g
		join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
		left join (${addedSince(orgId, goalIds, beginOf(first))}) added on added.goal_id = g.id
		cross join lateral (select p.value - coalesce(added.value, 0) as value) w
		where g.org_id = ${orgId} and g.id = any(${sql.param(goalIds)}::uuid[])
			and (${stepsAt(sql`w.value`)}) < (${stepsAt(sql`p.value`)})`);
	return new Map((found.rows as unknown as (Low & { id: GoalId })[]).map((row) => [row.id, row]));
}

/** The least id of ten seconds before: within them activities may have come in otherwise than by their ids. */
function beginOf(id: ActivityId): string {
	const at = parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
	const begin = newId(new Date(Math.max(at - UNSURE_MS, 0)));
	return `${begin.slice(0, 15)}000-8000-000000000000`;
}

const UNSURE_MS = 10_000;
