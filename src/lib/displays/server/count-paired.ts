import { and, eq, isNull } from 'drizzle-orm';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { displays } from './schema.ts';

/** How many TVs that somebody has paired are in use. */
export function countPaired(db: Queryable, orgId: OrgId, memberId: MemberId): Promise<number> {
	const theirs = and(eq(displays.orgId, orgId), eq(displays.pairedBy, memberId));
	return db.$count(displays, and(theirs, isNull(displays.revokedAt)));
}
