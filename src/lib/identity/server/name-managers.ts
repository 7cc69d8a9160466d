import { and, eq, inArray, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { MemberActor } from '../actor.ts';
import { may } from '../permissions.ts';
import { gone, onlyAdmins } from './change-role.ts';
import { listTeams } from './list-teams.ts';
import { members } from './schema.ts';
import { setManagers } from './set-managers.ts';

/** Exactly these people manage the team. Whoever gains or loses it comes back with the new rights. */
export async function nameManagers(
	context: Context,
	actor: MemberActor,
	teamId: TeamId,
	memberIds: MemberId[]
): Promise<Result<null>> {
	if (!may(actor, { may: 'people.manage' })) return onlyAdmins();
	const { orgId } = actor;
	const team = (await listTeams(context.db, orgId)).find(({ id }) => id === teamId);
	if (!team) return refuse('missing', 'This team is not here any more. Reload the page.');
	const here = memberIds.length
		? await context.db
				.select({ id: members.id })
				.from(members)
				.where(
					and(eq(members.orgId, orgId), inArray(members.id, memberIds), isNull(members.leftAt))
				)
		: [];
	if (here.length !== new Set(memberIds).size) return gone();
	await context.db.transaction((tx) => setManagers(tx, orgId, teamId, memberIds));
	const touched = new Set([...memberIds, ...team.managerIds]);
	context.announce(orgId, ['people', ...[...touched].map((id) => `revoked:member:${id}`)]);
	return ok(null);
}
