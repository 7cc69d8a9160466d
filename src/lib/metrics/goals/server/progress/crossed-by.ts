import { sql } from 'drizzle-orm';
import type { ActivityId, GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { ledBy } from './brought.ts';

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
 * their target of which that cannot be told any more. One query; nearly always there is none.
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
	return found.rows as unknown as CrossedGoal[];
}
