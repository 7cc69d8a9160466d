import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { MemberActor } from '../actor.ts';
import { may } from '../permissions.ts';
import type { Team } from '../person.ts';
import { addTeam, teamKeyOf } from './add-team.ts';
import { onlyAdmins } from './change-role.ts';
import { listTeams } from './list-teams.ts';

export async function startTeam(
	context: Context,
	actor: MemberActor,
	command: { name: string }
): Promise<Result<Team>> {
	if (!may(actor, { may: 'people.manage' })) return onlyAdmins();
	const key = teamKeyOf(command.name);
	const team = await context.db.transaction(async (tx) => {
		const known = (await listTeams(tx, actor.orgId)).some((other) => other.key === key);
		return known ? null : addTeam(tx, actor.orgId, command);
	});
	if (!team) {
		const detail = 'A team of this name is already here. Choose another name.';
		return refuse('conflict', detail, { name: detail });
	}
	context.announce(actor.orgId, ['people']);
	return ok(team);
}
