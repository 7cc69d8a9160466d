import { and, eq } from 'drizzle-orm';
import { goalProgress, goals } from '#lib/metrics/goals/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** Where a goal stands, for a win that helps it without moving it. */
export async function goalNow(db: Queryable, orgId: OrgId, id: GoalId) {
	const [row] = await db
		.select({ id: goals.id, value: goalProgress.value })
		.from(goals)
		.leftJoin(
			goalProgress,
			and(eq(goalProgress.orgId, goals.orgId), eq(goalProgress.goalId, goals.id))
		)
		.where(and(eq(goals.orgId, orgId), eq(goals.id, id)));
	if (!row) return null;
	const value = row.value ?? 0n;
	return { id: row.id, before: value, after: value };
}
