import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Id, MemberId } from '#lib/platform/ids.ts';
import type { MemberActor, Role } from '../../actor.ts';
import { may } from '../../permissions.ts';
import { members, teams } from '../schema.ts';
import { invitations } from './schema.ts';

export interface InvitationOnList {
	id: Id<'invitation'>;
	role: Role;
	teamName: string | null;
	/** Whom it is for, where it is for one person. */
	personName: string | null;
	usesLeft: number;
	expiresAt: Date;
}

/** Links that still work, newest first: an admin's all, a manager's own. */
export async function listInvitations(
	db: Queryable,
	actor: MemberActor,
	now: Date
): Promise<InvitationOnList[]> {
	return db
		.select({
			id: invitations.id,
			role: invitations.role,
			teamName: teams.name,
			personName: members.name,
			usesLeft: invitations.usesLeft,
			expiresAt: invitations.expiresAt
		})
		.from(invitations)
		.leftJoin(teams, and(eq(teams.orgId, invitations.orgId), eq(teams.id, invitations.teamId)))
		.leftJoin(
			members,
			and(eq(members.orgId, invitations.orgId), eq(members.id, invitations.memberId))
		)
		.where(
			and(
				eq(invitations.orgId, actor.orgId),
				mine(actor),
				isNull(invitations.revokedAt),
				gt(invitations.expiresAt, now),
				gt(invitations.usesLeft, 0)
			)
		)
		.orderBy(desc(invitations.createdAt), desc(invitations.id));
}

/** An admin sees and takes back every link, anybody else the ones they made. */
export function mine(actor: MemberActor) {
	const maker: MemberId | undefined = may(actor, { may: 'people.manage' })
		? undefined
		: actor.memberId;
	return maker && eq(invitations.createdBy, maker);
}
