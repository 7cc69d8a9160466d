import { and, desc, eq, gte, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members, readOrganization } from '#lib/identity/server/index.ts';
import type { Ask } from '#lib/platform/ask.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { putInAsk } from '../../ask-words.ts';
import { goalPeople, goals } from '../schema.ts';

const AT_MOST = 50;

/** The running pods, none that was declined, that somebody else has put a member into, and that they have not answered yet. */
export async function readPutIn(
	{ db, clock }: Context,
	{ orgId, memberId }: MemberActor,
	goalId?: GoalId
): Promise<{ id: GoalId; title: string; by: string; startsOn: string; at: string }[]> {
	const { timeZone } = await readOrganization(db, orgId);
	const rows = await db
		.select({
			...{ id: goals.id, title: goals.title, at: goals.createdAt },
			...{ startsOn: goalPeople.startsOn, by: members.name }
		})
		.from(goalPeople)
		.innerJoin(goals, and(eq(goals.orgId, goalPeople.orgId), eq(goals.id, goalPeople.goalId)))
		.innerJoin(members, and(eq(members.orgId, goalPeople.orgId), eq(members.id, goalPeople.putBy)))
		.where(
			and(
				eq(goalPeople.orgId, orgId),
				eq(goalPeople.memberId, memberId),
				isNull(goalPeople.endsOn),
				isNull(goals.closedAt),
				isNull(goals.declinedAt),
				gte(goals.endsOn, dayIn(timeZone, clock.now())),
				goalId && eq(goals.id, goalId)
			)
		)
		.orderBy(desc(goals.createdAt), desc(goals.id))
		.limit(AT_MOST);
	return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** The same as what waits for them. */
export async function readPutInAsks(context: Context, actor: MemberActor): Promise<Ask[]> {
	return (await readPutIn(context, actor)).map(putInAsk);
}
