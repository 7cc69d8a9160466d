import { and, eq } from 'drizzle-orm';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MemberActor } from '../actor.ts';
import { readPerson } from './list-people.ts';
import { teamManagers } from './schema.ts';

/**
 * A member with the rights they have on `day`, for what is read for them without their being there.
 * It belongs to no session. Undefined for somebody of another organization, and who left.
 */
export async function memberActor(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	day: Day
): Promise<MemberActor | undefined> {
	const person = await readPerson(db, orgId, memberId, day);
	if (!person) return undefined;
	const { role, teamId } = person;
	const managed =
		role === 'manager'
			? await db
					.select({ teamId: teamManagers.teamId })
					.from(teamManagers)
					.where(and(eq(teamManagers.orgId, orgId), eq(teamManagers.memberId, memberId)))
			: [];
	const manages = managed.map(({ teamId }) => teamId);
	return { kind: 'member', orgId, memberId, role, teamId, manages, session: '' };
}
