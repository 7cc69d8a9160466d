import { and, eq } from 'drizzle-orm';
import { dayIn } from '#lib/platform/zone.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Day } from '#lib/platform/period.ts';
import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { MemberActor } from '../actor.ts';
import { may } from '../permissions.ts';
import { gone, onlyAdmins } from './change-role.ts';
import { readPerson } from './list-people.ts';
import { moveMember } from './move-member.ts';
import { readOrganization } from './read-organization.ts';
import { teams } from './schema.ts';

/** Moves somebody to a team, or out of any, from a day on; the past is refused. */
export async function placePerson(
	context: Context,
	actor: MemberActor,
	{ member, team, from }: { member: MemberId; team: TeamId | null; from?: Day }
): Promise<Result<null>> {
	if (!may(actor, { may: 'people.manage' })) return onlyAdmins();
	const { orgId } = actor;
	const { timeZone } = await readOrganization(context.db, orgId);
	const today = dayIn(timeZone, context.clock.now());
	if (from && from < today) {
		const detail = 'What was earned stays with the team it was earned in. Choose today or later.';
		return refuse('invalid', detail, { from: detail });
	}
	if (!(await readPerson(context.db, orgId, member, today))) return gone();
	if (team) {
		const [known] = await context.db
			.select({ id: teams.id })
			.from(teams)
			.where(and(eq(teams.orgId, orgId), eq(teams.id, team)));
		if (!known) return refuse('missing', 'This team is not here any more. Choose another.');
	}
	await context.db.transaction((tx) => moveMember(tx, orgId, member, team, from ?? today));
	// Their rights hang on the team: open screens come back with the new ones.
	context.announce(orgId, ['people', `revoked:member:${member}`]);
	return ok(null);
}
