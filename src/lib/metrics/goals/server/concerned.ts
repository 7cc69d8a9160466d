import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { ASKS_OF_ADMINS, asksOf, asksOfLeaders } from '#lib/platform/ask.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Supported } from '../support/agree.ts';
import { governed } from './may-change.ts';
import { goalHelps, goalPeople } from './schema.ts';
import { findGoal, type StoredGoal } from './stored-goals.ts';

/**
 * The facts that reach those for whom something may wait because of a goal as it stands: whoever
 * answers for it, whoever answers for what it supports, the two sides of each question for help, and
 * who was put into it. Their screens alone look for what waits for them.
 */
export async function concernedBy(tx: Queryable, goal: StoredGoal): Promise<string[]> {
	const parent = goal.parentId ? await findGoal(tx, goal.orgId, goal.parentId) : undefined;
	const helps = await tx
		.selectDistinct({ from: goalHelps.fromId, to: goalHelps.memberId })
		.from(goalHelps)
		.where(and(eq(goalHelps.orgId, goal.orgId), eq(goalHelps.goalId, goal.id)));
	const put = await tx
		.select({ id: goalPeople.memberId })
		.from(goalPeople)
		.where(
			and(
				eq(goalPeople.orgId, goal.orgId),
				eq(goalPeople.goalId, goal.id),
				isNull(goalPeople.endsOn),
				isNotNull(goalPeople.putBy)
			)
		);
	return [
		...(goal.offeredTo ? [asksOf(goal.offeredTo)] : []),
		...answering(governed(goal)),
		...(parent ? answering(governed(parent)) : []),
		...helps.flatMap(({ from, to }) => [asksOf(from), asksOf(to)]),
		...put.map(({ id }) => asksOf(id))
	];
}

function answering({ scope, teamId, ownerId }: Supported): string[] {
	const isWide = scope === 'team' || scope === 'organization';
	return [
		...(ownerId ? [asksOf(ownerId)] : []),
		...(scope === 'team' && teamId ? [asksOfLeaders(teamId)] : []),
		...(isWide || !ownerId ? [ASKS_OF_ADMINS] : [])
	];
}
