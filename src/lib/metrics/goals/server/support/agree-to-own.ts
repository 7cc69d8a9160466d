import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Changing } from '../change-one.ts';
import { concernedBy } from '../concerned.ts';
import { recountGoal } from '../progress/recount.ts';
import { goals } from '../schema.ts';
import { findGoal } from '../stored-goals.ts';
import { agreeNow, decide, supportFault } from './agree-goal.ts';
import { dropWishes } from './drop-wishes.ts';
import { lastAsked } from './last-asked.ts';

/**
 * Nobody is asked by themselves: agrees to a goal that the actor answers for now, and to those of `ids`
 * that wait to stand under it, where the goal is the actor's own and it was they who asked. What cannot
 * stand where it wants to goes on waiting.
 */
export async function agreeToOwn(at: Changing, to: GoalId, ids: readonly GoalId[]): Promise<void> {
	const { tx, actor, now } = at;
	const agreed: GoalId[] = [];
	for (const id of await waitingOwn(at, to, ids)) {
		const asked = { ...at, goal: (await findGoal(tx, actor.orgId, id))! };
		const last = await lastAsked(tx, actor.orgId, id);
		if (last?.memberId !== actor.memberId || !(await decide(asked)).ok) continue;
		if (await supportFault(asked)) continue;
		at.tell(await concernedBy(tx, asked.goal));
		await agreeNow(asked);
		agreed.push(id);
	}
	if (!agreed.length) return;
	at.tell(await dropWishes(tx, actor.orgId, now));
	for (const id of agreed) await recountGoal(tx, actor.orgId, id, now);
}

async function waitingOwn(
	{ tx, actor }: Changing,
	to: GoalId,
	ids: readonly GoalId[]
): Promise<GoalId[]> {
	const found = await tx
		.select({ id: goals.id })
		.from(goals)
		.where(
			and(
				...[eq(goals.orgId, actor.orgId), inArray(goals.id, [to, ...ids])],
				...[eq(goals.ownerId, actor.memberId), isNull(goals.closedAt), isNull(goals.declinedAt)],
				or(isNull(goals.agreedAt), isNotNull(goals.wantedId)),
				or(eq(goals.id, to), sql`coalesce(${goals.wantedId}, ${goals.parentId}) = ${to}`)
			)
		);
	return found.map(({ id }) => id);
}
