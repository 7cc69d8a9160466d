import { sql } from 'drizzle-orm';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { addJob } from '#lib/platform/server/jobs.ts';

/**
 * Leaves a fact for goals that stand at a step after they, or what supports them, were agreed, moved
 * or changed: no activity tells of these. In the transaction that did it; nothing where none is reached.
 */
export async function tellReached(
	tx: Queryable,
	orgId: OrgId,
	moved: readonly GoalId[]
): Promise<void> {
	const found = await tx.execute(sql`
		select g.id from goals g
		join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id and p.value >= g.target
		where g.org_id = ${orgId} and g.id = any(${sql.param([...moved])}::uuid[])
			and g.agreed_at is not null and g.closed_at is null order by g.id`);
	const goalIds = (found.rows as { id: GoalId }[]).map(({ id }) => id);
	if (goalIds.length) await addJob(tx, 'react', { orgId, kind: 'goals', goalIds });
}
