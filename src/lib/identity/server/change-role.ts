import { and, eq, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { MemberActor, Role } from '../actor.ts';
import { may } from '../permissions.ts';
import { members, organizations, teamManagers } from './schema.ts';

/** Open screens of that person are closed and come back with the new rights. */
export async function changeRole(
	context: Context,
	actor: MemberActor,
	memberId: MemberId,
	role: Role
): Promise<Result<null>> {
	if (!may(actor, { may: 'people.manage' })) return onlyAdmins();
	const { orgId } = actor;
	const changed = await context.db.transaction(async (tx) => {
		if (role !== 'admin' && (await isLastAdmin(tx, orgId, memberId))) return lastAdmin();
		const [person] = await tx
			.update(members)
			.set({ role })
			.where(and(eq(members.orgId, orgId), eq(members.id, memberId), isNull(members.leftAt)))
			.returning({ id: members.id });
		if (!person) return gone();
		if (role === 'rep') await leadNothing(tx, orgId, memberId);
		return ok(null);
	});
	if (changed.ok) context.announce(orgId, ['people', `revoked:member:${memberId}`]);
	return changed;
}

/** Holds the organization's row, so that two admins cannot both step down at once. */
export async function isLastAdmin(
	tx: Queryable,
	orgId: OrgId,
	memberId: MemberId
): Promise<boolean> {
	await tx
		.select({ id: organizations.id })
		.from(organizations)
		.where(eq(organizations.id, orgId))
		.for('update');
	const admins = await tx
		.select({ id: members.id })
		.from(members)
		.where(and(eq(members.orgId, orgId), eq(members.role, 'admin'), isNull(members.leftAt)));
	return admins.length === 1 && admins[0]?.id === memberId;
}

export async function leadNothing(tx: Queryable, orgId: OrgId, memberId: MemberId): Promise<void> {
	await tx
		.delete(teamManagers)
		.where(and(eq(teamManagers.orgId, orgId), eq(teamManagers.memberId, memberId)));
}

export function onlyAdmins() {
	return refuse('forbidden', 'Only an admin can change this. Ask one of yours.');
}

export function gone() {
	return refuse('missing', 'This person is not here any more. Reload the page.');
}

export function lastAdmin() {
	return refuse('conflict', 'Somebody has to be the admin. Make another person admin first.');
}
