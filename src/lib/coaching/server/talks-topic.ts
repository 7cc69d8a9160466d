import { and, eq, sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { ownTopic } from '#lib/identity/server/index.ts';
import { asksHeardBy } from '#lib/platform/ask.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { TalksState } from '../talking-point.ts';
import { talkingPoints } from './schema.ts';

/** `talks?member=…`: that a one-to-one's list moved which somebody is a side of, whoever moved it. */
export function talksTopic(context: Context) {
	return ownTopic<TalksState>(context, 'talks', async (actor) => ({
		state: { stamp: await stampOf(context.db, actor) },
		facts: ['people', ...asksHeardBy(actor)]
	}));
}

/** Moves with every point raised, taken back and talked about: of this person and, for who leads, of all. */
async function stampOf(db: Queryable, { orgId, memberId, role }: MemberActor): Promise<string> {
	const own = role === 'rep' ? eq(talkingPoints.memberId, memberId) : undefined;
	const [points] = await db
		.select({
			all: sql<string>`concat_ws(' ', count(*), count(${talkingPoints.doneAt}),
				max(${talkingPoints.id}::text))`
		})
		.from(talkingPoints)
		.where(and(eq(talkingPoints.orgId, orgId), own));
	return points!.all;
}
