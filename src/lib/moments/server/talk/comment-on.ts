import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { MomentId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { unlessGone } from '#lib/platform/server/unless-gone.ts';
import { faultOf, tidyWords } from '../../talk/spoken.ts';
import type { CommentId } from '../../talk.ts';
import { readCards } from '../cards/read-cards.ts';
import { comments } from './schema.ts';
import { isGone, wasSent } from './talk-refusals.ts';

export interface WordsCommand {
	momentId: MomentId;
	words: string;
	/** The same one again says nothing twice. */
	requestId: string;
}

const TEN_MINUTES = 10 * 60_000;
const perPerson = limit(20, TEN_MINUTES);

/**
 * Says something under a moment, once for its request id.
 * Refuses empty, too long and unreadable words (`invalid`, at `words`), a moment that is not in the
 * person's feed (`missing`), more than twenty in ten minutes (`too-many`), and a request id that was
 * used for something else (`conflict`).
 */
export async function commentOn(
	context: Context,
	actor: MemberActor,
	{ momentId, words, requestId }: WordsCommand
): Promise<Result<{ id: CommentId }>> {
	if (!may(actor, { may: 'moments.comment' }))
		return refuse('forbidden', 'Only people of the organization comment.');
	const { orgId, memberId } = actor;
	const said = tidyWords(words);
	const fault = faultOf(said);
	if (fault) return refuse('invalid', fault, { words: fault });
	const [moment] = await readCards(context.db, orgId, { id: momentId, viewer: memberId, limit: 1 });
	if (!moment) return isGone();
	const comment = { orgId, momentId, memberId, words: said, requestId };
	const earlier = await findSaid(context, comment);
	if (earlier) return earlier;
	const at = context.clock.now();
	if (!perPerson.take(`${orgId} ${memberId}`, at.getTime()))
		return refuse(
			'too-many',
			'That was a lot at once. Take a breath, then go on in a few minutes.'
		);
	const written = await unlessGone(
		context.db
			.insert(comments)
			.values({ ...comment, id: newId<'comment'>(at), at })
			.onConflictDoNothing({ target: [comments.orgId, comments.requestId] })
			.returning({ id: comments.id })
	);
	if (!written) return isGone();
	const [added] = written;
	if (!added) return (await findSaid(context, comment)) ?? wasSent();
	context.announce(orgId, ['moments']);
	return ok(added);
}

async function findSaid(
	{ db }: Context,
	{ orgId, momentId, memberId, words, requestId }: Omit<typeof comments.$inferInsert, 'id' | 'at'>
): Promise<Result<{ id: CommentId }> | undefined> {
	const [row] = await db
		.select()
		.from(comments)
		.where(and(eq(comments.orgId, orgId), eq(comments.requestId, requestId)));
	if (!row) return undefined;
	const same = row.momentId === momentId && row.memberId === memberId && row.words === words;
	return same ? ok({ id: row.id }) : wasSent();
}
