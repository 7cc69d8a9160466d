import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization, readPerson, type Person } from '#lib/identity/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';

/** Somebody whose one-to-one the actor is a side of: the member, who leads them, or an admin. */
export async function whoseTalks(
	{ db, clock }: Context,
	actor: MemberActor,
	memberId: MemberId
): Promise<Result<Person>> {
	const { timeZone } = await readOrganization(db, actor.orgId);
	const person = await readPerson(db, actor.orgId, memberId, dayIn(timeZone, clock.now()));
	if (!person) return refuse('missing', 'Nobody of this organization has this page.');
	if (!may(actor, { may: 'talks.share', of: memberId, team: person.teamId }))
		return refuse('forbidden', 'A one-to-one is between two. You are not one of them.');
	return ok(person);
}
