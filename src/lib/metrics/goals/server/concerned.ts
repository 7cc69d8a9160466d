import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { MemberId } from '#lib/platform/ids.ts';
import { ASKS_OF_ADMINS, asksOf, asksOfLeaders } from '#lib/platform/ask.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Supported } from '../support/agree.ts';
import { governed } from './may-change.ts';
import { placeNow } from '../support/place.ts';
import { goalChanges, goalHelps, goalPeople, goals } from './schema.ts';
import { findGoal, type StoredGoal } from './stored-goals.ts';
import { isWish } from './support/is-wish.ts';

/**
 * The facts that reach those for whom something may wait because of a goal as it stands: whoever
 * answers for it, whoever asked to put it elsewhere, whoever answers for what it supports or is to
 * support, whoever wants to put something under it, the two sides of each question for help, and who was
 * put into it. Their screens alone look for what waits for them.
 */
export async function concernedBy(tx: Queryable, goal: StoredGoal): Promise<string[]> {
	const parents = [...new Set([goal.parentId, placeNow(goal)])].filter((id) => id !== null);
	const above = await Promise.all(parents.map((id) => findGoal(tx, goal.orgId, id)));
	const wishing = await tx
		.select({ owner: goals.ownerId })
		.from(goals)
		.where(and(eq(goals.orgId, goal.orgId), eq(goals.wantedId, goal.id)));
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
	const asker = await askedToMove(tx, goal);
	return [
		...(goal.offeredTo ? [asksOf(goal.offeredTo)] : []),
		...(asker ? [asksOf(asker)] : []),
		...answering(governed(goal)),
		...above.flatMap((parent) => (parent ? answering(governed(parent)) : [])),
		...wishing.flatMap(({ owner }) => (owner ? [asksOf(owner)] : [])),
		...helps.flatMap(({ from, to }) => [asksOf(from), asksOf(to)]),
		...put.map(({ id }) => asksOf(id))
	];
}

// They may have handed it over since, and still read what became of what they asked for.
async function askedToMove(tx: Queryable, { orgId, id }: StoredGoal): Promise<MemberId | null> {
	const [wish] = await tx
		.select({ by: goalChanges.by, says: goalChanges.says })
		.from(goalChanges)
		.where(and(eq(goalChanges.orgId, orgId), eq(goalChanges.goalId, id), isWish()))
		.orderBy(desc(goalChanges.at), desc(goalChanges.id))
		.limit(1);
	return wish?.says.agreed === 'no' ? wish.by : null;
}

function answering({ scope, teamId, ownerId }: Supported): string[] {
	const isWide = scope === 'team' || scope === 'organization';
	return [
		...(ownerId ? [asksOf(ownerId)] : []),
		...(scope === 'team' && teamId ? [asksOfLeaders(teamId)] : []),
		...(isWide || !ownerId ? [ASKS_OF_ADMINS] : [])
	];
}
