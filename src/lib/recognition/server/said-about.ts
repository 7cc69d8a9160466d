import { desc } from 'drizzle-orm';
import { badges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members } from '#lib/identity/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { inSentence, type Said } from '../recognition.ts';
import { heardBy, itsBadge, itsRecipients, itsSender, itsValue } from './joins.ts';
import { orgValues, recognitionRecipients, recognitions } from './schema.ts';

const SHOWN = 20;

/** What people said about a member, newest first; private words only where the member reads, none before it is said. */
export async function saidAbout(
	db: Queryable,
	reader: MemberActor,
	memberId: MemberId,
	now: Date
): Promise<Said[]> {
	const rows = await db
		.select({
			id: recognitions.id,
			sentence: recognitions.sentence,
			from: { id: members.id, name: members.name },
			value: orgValues.name,
			badge: badges.name,
			inFeed: recognitions.inFeed,
			at: recognitions.saidAt,
			editedAt: recognitions.editedAt
		})
		.from(recognitionRecipients)
		.innerJoin(recognitions, itsRecipients)
		.innerJoin(members, itsSender)
		.innerJoin(orgValues, itsValue)
		.leftJoin(badges, itsBadge)
		.where(heardBy(memberId, reader, now))
		.orderBy(desc(recognitions.saidAt), desc(recognitions.id))
		.limit(SHOWN);
	return rows.map(({ inFeed, value, at, editedAt, ...said }) => ({
		...said,
		value: inSentence(value),
		isPrivate: !inFeed,
		isEdited: editedAt !== null,
		at: at.toISOString()
	}));
}
