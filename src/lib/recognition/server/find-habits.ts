import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { LOOK_BACK_DAYS, type Habits, type Words } from '../damping.ts';
import { itsPeople, itsRecipients } from './joins.ts';
import { recognitionRecipients, recognitions } from './schema.ts';

const DAY_MS = 86_400_000;

/** What this sender and the one person it is for have said lately. What was taken back was not said. */
export async function findHabits(
	db: Queryable,
	{ orgId, memberId }: MemberActor,
	{ to, colleagues }: { to: MemberId[]; colleagues: number },
	now: Date
): Promise<Habits> {
	const since = new Date(now.getTime() - LOOK_BACK_DAYS * DAY_MS);
	const back = to.length === 1 ? await wordsOf(db, orgId, to[0]!, since) : [];
	return {
		said: await wordsOf(db, orgId, memberId, since),
		back: back.map((words) => words.to),
		colleagues
	};
}

async function wordsOf(
	db: Queryable,
	orgId: OrgId,
	fromId: MemberId,
	since: Date
): Promise<Words[]> {
	return db
		.select({
			sentence: recognitions.sentence,
			to: sql<MemberId[]>`array_agg(${members.id}::text)`,
			names: sql<string[]>`array_agg(${members.name})`
		})
		.from(recognitions)
		.innerJoin(recognitionRecipients, itsRecipients)
		.innerJoin(members, itsPeople)
		.where(
			and(
				eq(recognitions.orgId, orgId),
				eq(recognitions.fromId, fromId),
				gt(recognitions.at, since),
				isNull(recognitions.withdrawnAt)
			)
		)
		.groupBy(recognitions.orgId, recognitions.id);
}
