import { and, asc, eq, gt } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Goal } from '../goal.ts';
import { isShown, readGoalsById, readHead } from './read-goals.ts';
import { goals } from './schema.ts';
import { withRhythms } from './shared-goals.ts';

/** How many goals of a branch come at once. */
export const BELOW_AT_ONCE = 30;

/** A part of what supports a goal, in a steady order. */
export interface Below {
	goals: Goal[];
	/** Asks for the next part; null at the end. */
	next: GoalId | null;
}

/** The open goals that support one directly, `BELOW_AT_ONCE` at a time, those behind `after`. */
export async function readBelow(
	{ db, clock }: Context,
	{ orgId }: MemberActor,
	id: GoalId,
	after: GoalId | null
): Promise<Below> {
	const now = clock.now();
	const { today } = await readHead(db, orgId, now);
	const found = await db
		.select({ id: goals.id })
		.from(goals)
		.where(
			and(
				eq(goals.orgId, orgId),
				eq(goals.parentId, id),
				isShown(today),
				after ? gt(goals.id, after) : undefined
			)
		)
		.orderBy(asc(goals.id))
		.limit(BELOW_AT_ONCE + 1);
	const ids = found.slice(0, BELOW_AT_ONCE).map((row) => row.id);
	return {
		goals: await withRhythms(db, orgId, await readGoalsById(db, orgId, ids), now),
		next: found.length > BELOW_AT_ONCE ? ids.at(-1)! : null
	};
}
