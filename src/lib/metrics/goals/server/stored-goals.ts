import { and, eq } from 'drizzle-orm';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { scopeOf } from '../scope.ts';
import type { Supportable } from '../support.ts';
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

/** All goals of the organization, closed ones too, as the rule of support needs them. */
export async function listSupportable(db: Queryable, orgId: OrgId): Promise<Supportable[]> {
	const found = await db
		.select({
			id: goals.id,
			title: goals.title,
			kind: goals.kind,
			teamId: goals.teamId,
			memberId: goals.memberId,
			parentId: goals.parentId,
			endsOn: goals.endsOn,
			closedAt: goals.closedAt
		})
		.from(goals)
		.where(eq(goals.orgId, orgId));
	return found.map((goal) => ({
		id: goal.id,
		title: goal.title,
		scope: scopeOf(goal),
		parentId: goal.parentId,
		teamId: goal.teamId,
		endsOn: goal.endsOn,
		closed: goal.closedAt !== null
	}));
}

export { scopeOf };
