import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { members } from '#lib/identity/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { goals } from './schema.ts';

/** Whether who answered for a goal has left the organization; `members` is joined as its owner. */
const isLeftBehind = sql<boolean>`${members.leftAt} is not null`;

const above = alias(goals, 'above');
const aboveOwners = alias(members, 'above_owners');

/** An organization's goal by its id, with what decides over what it supports; undefined for another's. */
export async function findGoal(db: Queryable, orgId: OrgId, id: GoalId) {
	const [goal] = await db
		.select({
			...getTableColumns(goals),
			isLeftBehind,
			above: {
				id: above.id,
				kind: above.kind,
				teamId: above.teamId,
				memberId: above.memberId,
				ownerId: above.ownerId,
				isLeftBehind: sql<boolean>`${aboveOwners.leftAt} is not null`
			}
		})
		.from(goals)
		.leftJoin(members, and(eq(members.orgId, goals.orgId), eq(members.id, goals.ownerId)))
		.leftJoin(above, and(eq(above.orgId, goals.orgId), eq(above.id, goals.parentId)))
		.leftJoin(
			aboveOwners,
			and(eq(aboveOwners.orgId, above.orgId), eq(aboveOwners.id, above.ownerId))
		)
		.where(and(eq(goals.orgId, orgId), eq(goals.id, id)));
	return goal;
}
export type StoredGoal = NonNullable<Awaited<ReturnType<typeof findGoal>>>;
export { scopeOf } from '../scope.ts';
