import type { MemberActor } from '#lib/identity/actor.ts';
import { calendarOf } from '#lib/identity/organization.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { Id } from '#lib/platform/ids.ts';
import { periodOf, type Day } from '#lib/platform/period.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { KeepMeeting } from './alignment-forms.ts';
import { askedAbout, heldMeeting, thatOne } from './own-meeting.ts';
import { meetings } from './schema.ts';

/** Says that a meeting is held without a goal, to the end of the running period: it asks for none. */
export async function keepMeeting(
	{ db, clock, announce }: Context,
	actor: MemberActor,
	{ id, until, why }: KeepMeeting
): Promise<Result<{ until: Day }>> {
	const known = await heldMeeting(db, actor, id);
	if (!known.ok) return known;
	const organization = await readOrganization(db, actor.orgId);
	const today = dayIn(organization.timeZone, clock.now());
	const { end } = periodOf(until, today, calendarOf(organization));
	await db
		.update(meetings)
		.set({ keptUntil: end, keptWhy: why, keptBy: actor.memberId })
		.where(thatOne(actor, id));
	announce(actor.orgId, askedAbout(known.value.teamId));
	return ok({ until: end });
}

/** Takes that back: it asks for a goal again. */
export async function askMeetingAgain(
	{ db, announce }: Context,
	actor: MemberActor,
	{ id }: { id: Id<'meeting'> }
): Promise<Result<{ id: Id<'meeting'> }>> {
	const known = await heldMeeting(db, actor, id);
	if (!known.ok) return known;
	await db
		.update(meetings)
		.set({ keptUntil: null, keptWhy: '', keptBy: null })
		.where(thatOne(actor, id));
	announce(actor.orgId, askedAbout(known.value.teamId));
	return ok({ id });
}
