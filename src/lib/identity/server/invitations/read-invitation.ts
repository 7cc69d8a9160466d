import { and, eq, gt, isNull } from 'drizzle-orm';
import { hashSecret } from '#lib/platform/server/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Id, MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Role } from '../../actor.ts';
import { members, organizations, teams } from '../schema.ts';
import { invitations } from './schema.ts';

export interface Invitation {
	id: Id<'invitation'>;
	orgId: OrgId;
	organization: string;
	role: Role;
	teamId: TeamId | null;
	teamName: string | null;
	/** The one person it is for; null where it takes anybody. */
	person: { id: MemberId; name: string; email: string | null; hasSignIn: boolean } | null;
}

/** The same sentence for a link that was never made, has ended, is used up or was taken back. */
export async function readInvitation(
	db: Queryable,
	code: string,
	now: Date
): Promise<Result<Invitation>> {
	const row = await findOpen(db, code, now);
	if (!row || row.leftAt) return linkIsSpent();
	const { id, orgId, organization, role, teamId, teamName } = row;
	const person = row.memberId && {
		id: row.memberId,
		name: row.name ?? '',
		email: row.email,
		hasSignIn: row.passwordHash !== null
	};
	return ok({ id, orgId, organization, role, teamId, teamName, person: person || null });
}

async function findOpen(db: Queryable, code: string, now: Date) {
	const [row] = await db
		.select({
			id: invitations.id,
			orgId: invitations.orgId,
			organization: organizations.name,
			role: invitations.role,
			teamId: invitations.teamId,
			teamName: teams.name,
			memberId: invitations.memberId,
			name: members.name,
			email: members.email,
			passwordHash: members.passwordHash,
			leftAt: members.leftAt
		})
		.from(invitations)
		.innerJoin(organizations, eq(organizations.id, invitations.orgId))
		.leftJoin(teams, and(eq(teams.orgId, invitations.orgId), eq(teams.id, invitations.teamId)))
		.leftJoin(
			members,
			and(eq(members.orgId, invitations.orgId), eq(members.id, invitations.memberId))
		)
		.where(
			and(
				eq(invitations.codeHash, hashSecret(code)),
				isNull(invitations.revokedAt),
				gt(invitations.expiresAt, now),
				gt(invitations.usesLeft, 0)
			)
		);
	return row;
}

export function linkIsSpent() {
	return refuse('missing', 'This link no longer works. Ask whoever sent it for a new one.');
}
