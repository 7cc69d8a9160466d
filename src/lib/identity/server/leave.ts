import { and, eq, gt, isNotNull, isNull, or } from 'drizzle-orm';
import { dayIn } from '#lib/platform/zone.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { MemberActor } from '../actor.ts';
import { may } from '../permissions.ts';
import { gone, isLastAdmin, lastAdmin, leadNothing, onlyAdmins } from './change-role.ts';
import { readOrganization } from './read-organization.ts';
import { members, sessions, teamMemberships } from './schema.ts';
import { invitations } from './invitations/schema.ts';

/**
 * Somebody leaves: today is their last day in the team, they are signed out everywhere and their
 * links end. What they earned stays where it was earned.
 */
export async function leave(
	context: Context,
	actor: MemberActor,
	memberId: MemberId
): Promise<Result<null>> {
	if (!may(actor, { may: 'people.manage' })) return onlyAdmins();
	const { orgId } = actor;
	const now = context.clock.now();
	const left = await context.db.transaction(async (tx) => {
		if (await isLastAdmin(tx, orgId, memberId)) return lastAdmin();
		const [person] = await tx
			.update(members)
			.set({ leftAt: now })
			.where(and(eq(members.orgId, orgId), eq(members.id, memberId), isNull(members.leftAt)))
			.returning({ id: members.id });
		if (!person) return gone();
		await closeDoors(tx, orgId, memberId, now);
		await endMembership(
			tx,
			orgId,
			memberId,
			dayIn((await readOrganization(tx, orgId)).timeZone, now)
		);
		return ok(null);
	});
	if (left.ok) context.announce(orgId, ['people', `revoked:member:${memberId}`]);
	return left;
}

/** Back on the list, in no team yet, with the password they had. */
export async function comeBack(
	context: Context,
	actor: MemberActor,
	memberId: MemberId
): Promise<Result<null>> {
	if (!may(actor, { may: 'people.manage' })) return onlyAdmins();
	const [person] = await context.db
		.update(members)
		.set({ leftAt: null })
		.where(and(eq(members.orgId, actor.orgId), eq(members.id, memberId), isNotNull(members.leftAt)))
		.returning({ id: members.id });
	if (!person) return gone();
	context.announce(actor.orgId, ['people']);
	return ok(null);
}

async function closeDoors(tx: Queryable, orgId: OrgId, memberId: MemberId, now: Date) {
	await leadNothing(tx, orgId, memberId);
	await tx.delete(sessions).where(and(eq(sessions.orgId, orgId), eq(sessions.memberId, memberId)));
	await tx
		.update(invitations)
		.set({ revokedAt: now })
		.where(
			and(
				eq(invitations.orgId, orgId),
				or(eq(invitations.memberId, memberId), eq(invitations.createdBy, memberId)),
				isNull(invitations.revokedAt)
			)
		);
}

async function endMembership(tx: Queryable, orgId: OrgId, memberId: MemberId, lastDay: Day) {
	const theirs = and(eq(teamMemberships.orgId, orgId), eq(teamMemberships.memberId, memberId));
	await tx.delete(teamMemberships).where(and(theirs, gt(teamMemberships.startsOn, lastDay)));
	await tx
		.update(teamMemberships)
		.set({ endsOn: lastDay })
		.where(and(theirs, or(isNull(teamMemberships.endsOn), gt(teamMemberships.endsOn, lastDay))));
}
