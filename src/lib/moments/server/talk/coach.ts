import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Id } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { unlessGone } from '#lib/platform/server/unless-gone.ts';
import type { CheerKind } from '../../moment.ts';
import { faultOf, tidyWords } from '../../talk/spoken.ts';
import { cheer } from './cheer.ts';
import type { WordsCommand } from './comment-on.ts';
import { readCards } from '../cards/read-cards.ts';
import { coachingLines } from './schema.ts';
import { teamNow } from '../team-now.ts';
import { isGone, wasSent } from './talk-refusals.ts';

export interface CoachCommand extends WordsCommand {
	/** The cheer that goes with it, for all to see. */
	cheer: CheerKind | null;
}

type Written = { id: Id<'coaching-line'> };

const TEN_MINUTES = 10 * 60_000;
const perPerson = limit(20, TEN_MINUTES);

/**
 * A manager's private line to the person whose win it is, with a cheer in the same tap; once for its
 * request id. Refuses empty, too long and unreadable words (`invalid`, at `words`), a moment that is
 * not in the feed (`missing`), one's own and those of people one does not lead (`forbidden`), more
 * than twenty in ten minutes (`too-many`), and a request id that was used otherwise (`conflict`).
 */
export async function coach(
	context: Context,
	actor: MemberActor,
	{ momentId, words, requestId, cheer: kind }: CoachCommand
): Promise<Result<Written>> {
	const { orgId, memberId } = actor;
	const said = tidyWords(words);
	const fault = faultOf(said);
	if (fault) return refuse('invalid', fault, { words: fault });
	const [moment] = await readCards(context.db, orgId, { id: momentId, viewer: memberId, limit: 1 });
	if (!moment) return isGone();
	if (moment.group)
		return refuse('forbidden', 'This one is theirs together. Write a comment for all of them.');
	const person = moment.member.id;
	if (person === memberId) return refuse('forbidden', 'This one is yours. Let others coach you.');
	if (!may(actor, { may: 'coaching.write', team: await teamNow(context, orgId, person) }))
		return refuse(
			'forbidden',
			'A coaching line comes from a manager of the team. Write a comment.'
		);
	const line = { orgId, momentId, fromId: memberId, words: said, requestId };
	const written = (await findWritten(context, line)) ?? (await write(context, line));
	if (!written.ok) return written;
	context.announce(orgId, [`coaching:${person}`]);
	if (kind) await cheer(context, actor, { momentId, kind, on: true });
	return written;
}

type Line = Pick<
	typeof coachingLines.$inferSelect,
	'orgId' | 'momentId' | 'fromId' | 'words' | 'requestId'
>;

async function write(context: Context, line: Line): Promise<Result<Written>> {
	const at = context.clock.now();
	if (!perPerson.take(`${line.orgId} ${line.fromId}`, at.getTime()))
		return refuse('too-many', 'That was a lot at once. Go on in a few minutes.');
	const written = await unlessGone(
		context.db
			.insert(coachingLines)
			.values({ ...line, id: newId<'coaching-line'>(at), at })
			.onConflictDoNothing({ target: [coachingLines.orgId, coachingLines.requestId] })
			.returning({ id: coachingLines.id })
	);
	if (!written) return isGone();
	const [added] = written;
	return added ? ok(added) : ((await findWritten(context, line)) ?? wasSent());
}

async function findWritten(
	{ db }: Context,
	{ orgId, momentId, fromId, words, requestId }: Line
): Promise<Result<Written> | undefined> {
	const [row] = await db
		.select()
		.from(coachingLines)
		.where(and(eq(coachingLines.orgId, orgId), eq(coachingLines.requestId, requestId)));
	if (!row) return undefined;
	const same = row.momentId === momentId && row.fromId === fromId && row.words === words;
	return same ? ok({ id: row.id }) : wasSent();
}
