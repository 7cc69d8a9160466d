import { and, eq, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { CommentId } from '../../talk.ts';
import { moments } from '../schema.ts';
import { comments } from './schema.ts';
import { teamNow } from '../team-now.ts';

/**
 * Takes a comment back: one's own, or as a manager of the person whose win it stands under.
 * Twice is the same as once. Refuses others' (`forbidden`) and one that is not there (`missing`).
 */
export async function takeBackComment(
	context: Context,
	actor: MemberActor,
	id: CommentId
): Promise<Result<{ changed: boolean }>> {
	const { db, clock } = context;
	const { orgId } = actor;
	const [comment] = await db
		.select({ by: comments.memberId, about: moments.memberId })
		.from(comments)
		.innerJoin(moments, and(eq(moments.orgId, comments.orgId), eq(moments.id, comments.momentId)))
		.where(and(eq(comments.orgId, orgId), eq(comments.id, id)));
	if (!comment) return refuse('missing', 'This comment is gone already.');
	const isMine = may(actor, { may: 'comments.takeBack', of: comment.by });
	const team = await teamNow(context, orgId, comment.about);
	if (!isMine && !may(actor, { may: 'comments.remove', team }))
		return refuse(
			'forbidden',
			'You can take back your own comments. Talk to the person about this.'
		);
	const rows = await db
		.update(comments)
		.set({ withdrawnAt: clock.now() })
		.where(and(eq(comments.orgId, orgId), eq(comments.id, id), isNull(comments.withdrawnAt)))
		.returning({ id: comments.id });
	if (rows.length) context.announce(orgId, ['moments']);
	return ok({ changed: rows.length > 0 });
}
