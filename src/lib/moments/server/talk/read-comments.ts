import { and, desc, eq, isNull } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import { pictureAddress } from '#lib/identity/preferences/preferences.ts';
import { pictures } from '#lib/identity/preferences/server/index.ts';
import type { MomentId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { TALK_LENGTH, type CommentLine } from '../../talk.ts';
import { comments } from './schema.ts';

/** The newest comments that stand under a moment, the oldest of them first. */
export async function readComments(
	db: Queryable,
	orgId: OrgId,
	momentId: MomentId
): Promise<CommentLine[]> {
	const rows = await db
		.select({
			id: comments.id,
			member: { id: members.id, name: members.name, colour: members.colour },
			picture: pictures.digest,
			words: comments.words,
			at: comments.at
		})
		.from(comments)
		.innerJoin(members, and(eq(members.orgId, comments.orgId), eq(members.id, comments.memberId)))
		.leftJoin(pictures, and(eq(pictures.orgId, members.orgId), eq(pictures.memberId, members.id)))
		.where(
			and(eq(comments.orgId, orgId), eq(comments.momentId, momentId), isNull(comments.withdrawnAt))
		)
		.orderBy(desc(comments.at), desc(comments.id))
		.limit(TALK_LENGTH);
	return rows.reverse().map(({ id, member, picture, words, at }) => ({
		id,
		member: { ...member, picture: picture ? pictureAddress(member.id, picture) : null },
		words,
		at: at.toISOString()
	}));
}
