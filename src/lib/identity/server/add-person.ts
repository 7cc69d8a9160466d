import { dayIn } from '#lib/platform/zone.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { Result } from '#lib/platform/result.ts';
import type { MemberActor, Role } from '../actor.ts';
import { may } from '../permissions.ts';
import { addMember } from './add-member.ts';
import { onlyAdmins } from './change-role.ts';
import { listTeams } from './list-teams.ts';
import { moveMember } from './move-member.ts';
import { readOrganization } from './read-organization.ts';

export interface AddPerson {
	name: string;
	email?: string;
	reference?: string;
	role: Role;
	team: TeamId | null;
}

/** On the list at once; a link lets them sign in later. */
export async function addPerson(
	context: Context,
	actor: MemberActor,
	command: AddPerson
): Promise<Result<{ id: MemberId }>> {
	if (!may(actor, { may: 'people.manage' })) return onlyAdmins();
	const { orgId } = actor;
	const now = context.clock.now();
	const added = await context.db.transaction(async (tx) => {
		const member = await addMember(tx, orgId, command, now);
		const team = (await listTeams(tx, orgId)).find(({ id }) => id === command.team);
		if (member.ok && team) {
			const { timeZone } = await readOrganization(tx, orgId);
			await moveMember(tx, orgId, member.value.id, team.id, dayIn(timeZone, now));
		}
		return member;
	});
	if (added.ok) context.announce(orgId, ['people']);
	return added;
}
