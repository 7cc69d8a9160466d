import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId, RecognitionId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dampingOf, LOOK_BACK_DAYS, type Habits, type Words } from '../damping.ts';
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
	const since = sinceWhen(now);
	const back = to.length === 1 ? await wordsOf(db, orgId, to[0]!, since) : [];
	return {
		said: await wordsOf(db, orgId, memberId, since),
		back: back.map((words) => words.to),
		colleagues
	};
}

/** Whether these words, in place of those that were sent, would say what the sender said before. */
export async function wouldRepeat(
	db: Queryable,
	{ orgId, memberId }: MemberActor,
	{ id, sentence }: { id: RecognitionId; sentence: string },
	now: Date
): Promise<boolean> {
	const all = await wordsOf(db, orgId, memberId, sinceWhen(now));
	const { to, names } = all.find((words) => words.id === id) ?? { to: [], names: [] };
	const said = all.filter((words) => words.id !== id);
	const habits = { said, back: [], colleagues: 0 };
	return dampingOf(memberId, { to, names, sentence }, habits) === 'repeat';
}

function sinceWhen(now: Date): Date {
	return new Date(now.getTime() - LOOK_BACK_DAYS * DAY_MS);
}

async function wordsOf(
	db: Queryable,
	orgId: OrgId,
	fromId: MemberId,
	since: Date
): Promise<(Words & { id: RecognitionId })[]> {
	return db
		.select({
			id: recognitions.id,
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
