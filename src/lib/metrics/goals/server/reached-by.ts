import { sql } from 'drizzle-orm';
import type { ActivityId, GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isFedBy } from './progress/brought.ts';

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
		select distinct f.goal_id as id
		from goal_feeds f join activities b on b.org_id = f.org_id and ${isFedBy}
		join goal_progress p on p.org_id = f.org_id and p.goal_id = f.goal_id
		where f.org_id = ${orgId} and b.id = any(${sql.param([...ids])}::uuid[])
			and f.crosses_at is not null and p.value >= f.crosses_at`);
	return (found.rows as { id: GoalId }[]).map(({ id }) => id);
}
