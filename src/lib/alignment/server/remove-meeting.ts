import type { MemberActor } from '#lib/identity/actor.ts';
import type { Id } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { askedAbout, ownMeeting, thatOne } from './own-meeting.ts';
import { meetings } from './schema.ts';

/** It is held no more: the best thing that can happen to many a meeting. */
export async function removeMeeting(
	{ db, announce }: Context,
	actor: MemberActor,
	{ id }: { id: Id<'meeting'> }
): Promise<Result<{ id: Id<'meeting'> }>> {
	const known = await ownMeeting(db, actor, id);
	if (!known.ok) return known;
	await db.delete(meetings).where(thatOne(actor, id));
	announce(actor.orgId, askedAbout(known.value.teamId));
	return ok({ id });
}
