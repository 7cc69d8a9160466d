import { and, eq } from 'drizzle-orm';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { goals } from './schema.ts';

/** An organization's goal by its id; undefined for another organization's. */
export async function findGoal(db: Queryable, orgId: OrgId, id: GoalId) {
	const [goal] = await db
		.select()
		.from(goals)
		.where(and(eq(goals.orgId, orgId), eq(goals.id, id)));
	return goal;
}
export type StoredGoal = NonNullable<Awaited<ReturnType<typeof findGoal>>>;
export { scopeOf } from '../scope.ts';
