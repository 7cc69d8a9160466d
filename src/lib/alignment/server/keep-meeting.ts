import type { MemberActor } from '#lib/identity/actor.ts';
import { calendarOf } from '#lib/identity/organization.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { Id } from '#lib/platform/ids.ts';
import { periodOf, type Day } from '#lib/platform/period.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { KeepMeeting } from './alignment-forms.ts';
import { changeHeld } from './own-meeting.ts';

/** Says that a meeting is held without a goal, to the end of the running period: it asks for none. */
export async function keepMeeting(
	context: Context,
	actor: MemberActor,
	{ id, until, why }: KeepMeeting
): Promise<Result<{ until: Day }>> {
	const organization = await readOrganization(context.db, actor.orgId);
	const today = dayIn(organization.timeZone, context.clock.now());
	const { end } = periodOf(until, today, calendarOf(organization));
	const kept = { keptUntil: end, keptWhy: why, keptBy: actor.memberId };
	const done = await changeHeld(context, actor, id, kept);
	return done.ok ? ok({ until: end }) : done;
}

/** Takes that back: it asks for a goal again. */
export async function askMeetingAgain(
	context: Context,
	actor: MemberActor,
	{ id }: { id: Id<'meeting'> }
): Promise<Result<{ id: Id<'meeting'> }>> {
	return changeHeld(context, actor, id, { keptUntil: null, keptWhy: '', keptBy: null });
}
