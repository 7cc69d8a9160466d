import { and, eq } from 'drizzle-orm';
import type { GoalId, MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { GoalKind, GoalScope } from '../goal.ts';
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

export function scopeOf(goal: {
	kind: GoalKind;
	teamId: TeamId | null;
	memberId: MemberId | null;
}): GoalScope {
	if (goal.memberId) return 'member';
	if (goal.kind === 'social') return 'pod';
	return goal.teamId ? 'team' : 'organization';
}

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
