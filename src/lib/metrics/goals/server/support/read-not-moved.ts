import { and, eq, gte, isNull, sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { Ask } from '#lib/platform/ask.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { notMovedAsk } from '../../ask-words.ts';
import { goalChanges, goals } from '../schema.ts';
import { isWish } from './is-wish.ts';

/**
 * A member's own wishes to put a goal elsewhere that were declined, or cannot be any more, for so many
 * milliseconds.
 */
export async function readNotMoved(
	{ db, clock }: Context,
	{ orgId, memberId }: MemberActor,
	newsFor: number
): Promise<Ask[]> {
	const since = new Date(clock.now().getTime() - newsFor);
	const wish = sql`from goal_changes w where w.org_id = ${orgId} and w.goal_id = ${goals.id}
		and ${isWish(sql`w`)}`;
	const rows = await db
		.select({ id: goals.id, title: goals.title, says: goalChanges.says, at: goalChanges.at })
		.from(goalChanges)
		.innerJoin(goals, and(eq(goals.orgId, goalChanges.orgId), eq(goals.id, goalChanges.goalId)))
		.where(
			and(
				eq(goalChanges.orgId, orgId),
				eq(goalChanges.kind, 'declined'),
				gte(goalChanges.at, since),
				sql`${goalChanges.says} ? 'moves'`,
				isNull(goals.closedAt),
				sql`not exists (select ${wish} and w.at > ${goalChanges.at})`,
				sql`(select w."by" ${wish} order by w.at desc, w.id desc limit 1) = ${memberId}`
			)
		);
	return rows.map(({ at, ...row }) => notMovedAsk({ ...row, at: at.toISOString() }));
}
