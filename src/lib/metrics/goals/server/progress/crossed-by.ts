import { sql } from 'drizzle-orm';
import type { ActivityId, GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addedSince, ledBy } from './brought.ts';

/** A goal that activities carried over its target, or back below it. */
export interface CrossedGoal {
	id: GoalId;
	/** False where others have moved it since: then these may have, or those. */
	isSure: boolean;
	/** Whether another goal counts it. */
	isCounted: boolean;
}

/**
 * The agreed goals that these activities carried over their target or back below it, and those at
 * their target of which that cannot be told any more. One query, since nearly always there is none; in a
 * busy hour a second one leaves out those that were at their target all the while.
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
		select g.id, c.is_sure as "isSure", m.is_counted as "isCounted"
		from moved m
		join goals g on g.org_id = ${orgId} and g.id = m.goal_id and g.agreed_at is not null
		join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
		cross join lateral (
			select (p.value >= g.target) <> (p.value - m.value >= g.target) as is_sure
		) c
		where c.is_sure or (p.value >= g.target and p.moved_at <> m.at)`);
	const crossed = found.rows as unknown as CrossedGoal[];
	const unsure = crossed.flatMap(({ id, isSure }) => (isSure ? [] : [id]));
	if (!unsure.length) return crossed;
	const low = await lowSince(db, orgId, unsure, ids);
	return crossed.filter(({ id, isSure }) => isSure || low.has(id));
}

/**
 * Those that may have been below their target since the first of these activities came in. Asking who
 * has helped with goals that stand beyond it costs a thousand times as much as this.
 */
async function lowSince(
	db: Queryable,
	orgId: OrgId,
	goalIds: GoalId[],
	ids: readonly ActivityId[]
): Promise<Set<GoalId>> {
	const first = ids.reduce((a, b) => (b < a ? b : a));
	const found = await db.execute(sql`
		select g.id from goals g
		join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
		left join (${addedSince(orgId, goalIds, beginOf(first))}) added on added.goal_id = g.id
		where g.org_id = ${orgId} and g.id = any(${sql.param(goalIds)}::uuid[])
			and p.value - coalesce(added.value, 0) < g.target`);
	return new Set((found.rows as { id: GoalId }[]).map(({ id }) => id));
}

/** The least id of ten seconds before: within them activities may have come in otherwise than by their ids. */
function beginOf(id: ActivityId): string {
	const at = parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
	const begin = newId(new Date(Math.max(at - UNSURE_MS, 0)));
	return `${begin.slice(0, 15)}000-8000-000000000000`;
}

const UNSURE_MS = 10_000;
