import { and, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { dayIn } from '#lib/platform/zone.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { isUniqueViolation, type Queryable } from '#lib/platform/server/database.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { addMember, normalEmail } from '../add-member.ts';
import { moveMember } from '../move-member.ts';
import { hashPassword } from '../passwords.ts';
import { linkIsSpent, readInvitation, type Invitation } from './read-invitation.ts';
import { readOrganization } from '../read-organization.ts';
import { members, teamManagers } from '../schema.ts';
import { invitations } from './schema.ts';
import { openSession, type OpenSession } from '../sessions.ts';
import { signOutEverywhere } from '../sign-out.ts';

export interface JoinCommand {
	code: string;
	/** Left out where the link is for one person, whose name is known. */
	name?: string;
	email: string;
	password: string;
	/** Where the request comes from: each try costs the server a password hash. */
	address: string;
}

export type Joined = { orgId: OrgId; memberId: MemberId } & OpenSession;

const perAddress = limit(30, 15 * 60_000);

/**
 * Takes the place a link offers and signs in. For somebody who is on the list already this sets
 * the password and ends the sessions that were open under the old one.
 */
export async function join(context: Context, command: JoinCommand): Promise<Result<Joined>> {
	const now = context.clock.now();
	if (!perAddress.take(command.address, now.getTime()))
		return refuse('too-many', 'Too many tries. Wait a few minutes, then try again.');
	const invitation = await readInvitation(context.db, command.code, now);
	if (!invitation.ok) return invitation;
	const { orgId } = invitation.value;
	const taken = await takePlace(context, invitation.value, command, now);
	if (!taken.ok) return taken;
	const { memberId } = taken.value;
	if (invitation.value.person) await signOutEverywhere(context, orgId, memberId);
	context.announce(orgId, ['people']);
	return ok({ orgId, memberId, ...(await openSession(context, orgId, memberId)) });
}

async function takePlace(
	context: Context,
	invitation: Invitation,
	command: JoinCommand,
	now: Date
): Promise<Result<{ memberId: MemberId }>> {
	try {
		return await context.db.transaction(async (tx) => {
			if (!(await hold(tx, invitation, now))) return linkIsSpent();
			const taken = invitation.person
				? await claim(tx, invitation.orgId, invitation.person.id, command)
				: await enter(tx, invitation, command, now);
			if (taken.ok) await countDown(tx, invitation);
			return taken;
		});
	} catch (error) {
		// Two links, one e-mail, one instant.
		if (isUniqueViolation(error, 'members_email')) return emailTaken();
		throw error;
	}
}

// Under the row's lock the last use is won by one.
async function hold(tx: Queryable, { orgId, id }: Invitation, now: Date): Promise<boolean> {
	const held = await tx
		.select({ id: invitations.id })
		.from(invitations)
		.where(
			and(
				eq(invitations.orgId, orgId),
				eq(invitations.id, id),
				gt(invitations.usesLeft, 0),
				gt(invitations.expiresAt, now),
				isNull(invitations.revokedAt)
			)
		)
		.for('update');
	return held.length > 0;
}

async function countDown(tx: Queryable, { orgId, id }: Invitation): Promise<void> {
	await tx
		.update(invitations)
		.set({ usesLeft: sql`${invitations.usesLeft} - 1` })
		.where(and(eq(invitations.orgId, orgId), eq(invitations.id, id)));
}

async function claim(
	tx: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	command: JoinCommand
): Promise<Result<{ memberId: MemberId }>> {
	const email = normalEmail(command.email);
	const [other] = await tx
		.select({ id: members.id })
		.from(members)
		.where(and(eq(members.orgId, orgId), eq(members.email, email), ne(members.id, memberId)));
	if (other) return emailTaken();
	await tx
		.update(members)
		.set({ email, passwordHash: await hashPassword(command.password) })
		.where(and(eq(members.orgId, orgId), eq(members.id, memberId)));
	return ok({ memberId });
}

async function enter(
	tx: Queryable,
	{ orgId, role, teamId }: Invitation,
	command: JoinCommand,
	now: Date
): Promise<Result<{ memberId: MemberId }>> {
	const { name = '', email, password } = command;
	const added = await addMember(tx, orgId, { name, email, password, role }, now);
	if (!added.ok) return emailTaken();
	const memberId = added.value.id;
	// A manager's team is the one they manage, a rep's the one they are in.
	if (teamId && role === 'manager')
		await tx.insert(teamManagers).values({ orgId, teamId, memberId });
	else if (teamId) {
		const { timeZone } = await readOrganization(tx, orgId);
		await moveMember(tx, orgId, memberId, teamId, dayIn(timeZone, now));
	}
	return ok({ memberId });
}

function emailTaken() {
	const detail = 'Somebody here already uses this e-mail. Sign in with it, or use another.';
	return refuse('conflict', detail, { email: detail });
}
