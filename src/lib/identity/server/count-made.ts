import { and, eq, gt, isNull } from 'drizzle-orm';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { invitations } from './invitations/schema.ts';
import { apiKeys } from './keys/schema.ts';

/** How many links to join somebody has open, and how many API keys of theirs work. */
export async function countMade(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	now: Date
): Promise<{ links: number; keys: number }> {
	const links = and(
		eq(invitations.orgId, orgId),
		eq(invitations.createdBy, memberId),
		isNull(invitations.revokedAt),
		gt(invitations.expiresAt, now),
		gt(invitations.usesLeft, 0)
	);
	const keys = and(
		eq(apiKeys.orgId, orgId),
		eq(apiKeys.createdBy, memberId),
		isNull(apiKeys.revokedAt)
	);
	return { links: await db.$count(invitations, links), keys: await db.$count(apiKeys, keys) };
}
