import { and, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import { members, teamManagers } from './schema.ts';

/** Exactly these people manage the team from now on. A rep among them becomes a manager. */
export async function setManagers(
	tx: Queryable,
	orgId: OrgId,
	teamId: TeamId,
	memberIds: MemberId[]
): Promise<void> {
	await tx
		.delete(teamManagers)
		.where(and(eq(teamManagers.orgId, orgId), eq(teamManagers.teamId, teamId)));
	if (!memberIds.length) return;
	await tx
		.insert(teamManagers)
		.values([...new Set(memberIds)].map((memberId) => ({ orgId, teamId, memberId })));
	await tx
		.update(members)
		.set({ role: 'manager' })
		.where(and(eq(members.orgId, orgId), inArray(members.id, memberIds), eq(members.role, 'rep')));
}
