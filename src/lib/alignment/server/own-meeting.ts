import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { ASKS_OF_ADMINS, asksOfLeaders } from '#lib/platform/ask.ts';
import type { Id, TeamId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { meetings } from './schema.ts';

export const NOT_YOURS = 'The list of meetings is kept by who leads the team, and by admins.';

/** A meeting that is held, on a list that the actor keeps; refuses with `conflict` one that is off it. */
async function heldMeeting(
	db: Queryable,
	actor: MemberActor,
	id: Id<'meeting'>
): Promise<Result<typeof meetings.$inferSelect>> {
	const known = await ownMeeting(db, actor, id);
	if (known.ok && known.value.offAt)
		return refuse('conflict', 'This meeting is off the list. Put it back first.');
	return known;
}

/** A meeting on a list that the actor keeps, also one that is held no more. */
export async function ownMeeting(
	db: Queryable,
	actor: MemberActor,
	id: Id<'meeting'>
): Promise<Result<typeof meetings.$inferSelect>> {
	const [meeting] = await db.select().from(meetings).where(thatOne(actor, id));
	if (!meeting) return refuse('missing', 'This meeting is not on the list any more.');
	if (!may(actor, { may: 'meetings.keep', team: meeting.teamId }))
		return refuse('forbidden', NOT_YOURS);
	return ok(meeting);
}

/** Changes a meeting that is held, on a list that the actor keeps, and tells those who keep it too. */
export async function changeHeld(
	{ db, announce }: Context,
	actor: MemberActor,
	id: Id<'meeting'>,
	to: Partial<typeof meetings.$inferInsert>
): Promise<Result<{ id: Id<'meeting'> }>> {
	const known = await heldMeeting(db, actor, id);
	if (!known.ok) return known;
	await db.update(meetings).set(to).where(thatOne(actor, id));
	announce(actor.orgId, askedAbout(known.value.teamId));
	return ok({ id });
}

export function thatOne({ orgId }: MemberActor, id: Id<'meeting'>) {
	return and(eq(meetings.orgId, orgId), eq(meetings.id, id));
}

/** The facts for those who keep the lists of these teams' meetings, or (null) of everybody's. */
export function askedAbout(...teams: (TeamId | null)[]): string[] {
	return teams.map((team) => (team ? asksOfLeaders(team) : ASKS_OF_ADMINS));
}
