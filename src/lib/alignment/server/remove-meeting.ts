import { and, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { Id } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { askedAbout, ownMeeting, thatOne } from './own-meeting.ts';
import { meetings } from './schema.ts';

/**
 * It is held no more: the best thing that can happen to many a meeting. It can be put back. Where it is
 * off the list already nothing changes, and whoever took it off stays the one who did.
 */
export async function removeMeeting(
	{ db, clock, announce }: Context,
	actor: MemberActor,
	{ id }: { id: Id<'meeting'> }
): Promise<Result<{ id: Id<'meeting'> }>> {
	const known = await ownMeeting(db, actor, id);
	if (!known.ok) return known;
	const done = await db
		.update(meetings)
		.set({ offAt: clock.now(), offBy: actor.memberId })
		.where(and(thatOne(actor, id), isNull(meetings.offAt)))
		.returning({ id: meetings.id });
	if (done.length) announce(actor.orgId, askedAbout(known.value.teamId));
	return ok({ id });
}

/** It is held all the same, with the goal it served; where it is held, nothing changes. */
export async function putMeetingBack(
	{ db, announce }: Context,
	actor: MemberActor,
	{ id }: { id: Id<'meeting'> }
): Promise<Result<{ id: Id<'meeting'> }>> {
	const known = await ownMeeting(db, actor, id);
	if (!known.ok) return known;
	if (!known.value.offAt) return ok({ id });
	await db.update(meetings).set({ offAt: null, offBy: null }).where(thatOne(actor, id));
	announce(actor.orgId, askedAbout(known.value.teamId));
	return ok({ id });
}
