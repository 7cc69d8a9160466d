import { sql } from 'drizzle-orm';
import type { ActivityId, GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { ledBy } from './progress/brought.ts';

/**
 * Of the goals that another one counts, those which these activities feed and which are reached: what
 * stands above them may be reached with them. One query, over the few goals that are counted so.
 */
export async function reachedBy(
	db: Queryable,
	orgId: OrgId,
	ids: readonly ActivityId[]
): Promise<GoalId[]> {
	if (!ids.length) return [];
	const found = await db.execute(sql`
		select led.goal_id as id from (
			select distinct goal_id, crosses_at from (${ledBy(orgId, ids)}) led
			where crosses_at is not null
		) led
		join goal_progress p on p.org_id = ${orgId} and p.goal_id = led.goal_id
			and p.value >= led.crosses_at`);
	return (found.rows as { id: GoalId }[]).map(({ id }) => id);
}
