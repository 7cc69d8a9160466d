import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { badges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members } from '#lib/identity/server/index.ts';
import type { MemberId, RecognitionId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { inSentence, whom, type Sent } from '../recognition.ts';
import { itsBadge, itsPeople, itsRecipients, itsValue } from './joins.ts';
import { orgValues, recognitionRecipients, recognitions } from './schema.ts';

const LATELY_MS = 14 * 86_400_000;
const MOST = 20;

/** What somebody has said lately or has waiting, the latest first; what they took back is gone. */
export async function listSent(db: Queryable, actor: MemberActor, now: Date): Promise<Sent[]> {
	const lately = gt(recognitions.saidAt, new Date(now.getTime() - LATELY_MS));
	const rows = await selectSent(db, actor, lately);
	return rows.map((row) => asSentWords(row, now));
}

/** One of them, however long ago; undefined for anybody else's. */
export async function readSent(
	db: Queryable,
	actor: MemberActor,
	id: RecognitionId,
	now: Date
): Promise<Sent | undefined> {
	const [row] = await selectSent(db, actor, eq(recognitions.id, id));
	return row && asSentWords(row, now);
}

function selectSent(db: Queryable, actor: MemberActor, which: ReturnType<typeof eq>) {
	return db
		.select({
			recognition: recognitions,
			people: sql<MemberId[]>`array_agg(${members.id}::text order by ${members.name})`,
			names: sql<string[]>`array_agg(${members.name} order by ${members.name})`,
			value: orgValues.name,
			badge: badges.name
		})
		.from(recognitions)
		.innerJoin(recognitionRecipients, itsRecipients)
		.innerJoin(members, itsPeople)
		.innerJoin(orgValues, itsValue)
		.leftJoin(badges, itsBadge)
		.where(
			and(
				eq(recognitions.orgId, actor.orgId),
				eq(recognitions.fromId, actor.memberId),
				isNull(recognitions.withdrawnAt),
				which
			)
		)
		.groupBy(recognitions.orgId, recognitions.id, orgValues.name, badges.name)
		.orderBy(desc(recognitions.saidAt), desc(recognitions.id))
		.limit(MOST);
}

type Row = Awaited<ReturnType<typeof selectSent>>[number];

function asSentWords({ recognition, people, names, value, badge }: Row, now: Date): Sent {
	const { id, sentence, valueId, saidAt, editedAt, inFeed, onTv, damped } = recognition;
	const { badgeId, goalId } = recognition;
	const shown = damped ? { inFeed: true, onTv } : { inFeed, onTv };
	return {
		id,
		to: whom(names),
		sentence,
		valueId,
		value: inSentence(value),
		badge,
		saidAt: saidAt.toISOString(),
		isWaiting: saidAt > now,
		isPrivate: !inFeed,
		isEdited: editedAt !== null,
		damped,
		draft: { to: people, valueId, badgeId, goalId, sentence, ...shown }
	};
}
