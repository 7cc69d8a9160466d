import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { goals } from './schema.ts';

/** Whether who answered for a goal has left the organization; `members` is joined as its owner. */
export const isLeftBehind = sql<boolean>`${members.leftAt} is not null`;

/** An organization's goal by its id; undefined for another organization's. */
export async function findGoal(db: Queryable, orgId: OrgId, id: GoalId) {
	const [goal] = await db
		.select({ ...getTableColumns(goals), isLeftBehind })
		.from(goals)
		.leftJoin(members, and(eq(members.orgId, goals.orgId), eq(members.id, goals.ownerId)))
		.where(and(eq(goals.orgId, orgId), eq(goals.id, id)));
	return goal;
}
export type StoredGoal = NonNullable<Awaited<ReturnType<typeof findGoal>>>;
export { scopeOf } from '../scope.ts';
