import { and, count, desc, eq, max, notInArray } from 'drizzle-orm';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Holding } from '../badge.ts';
import { badgeColumns } from './list-badges.ts';
import { awards, badges } from './schema.ts';

/**
 * The badges a member holds, the newest first; an archived badge is kept by those who have it.
 * Awards for one of the `hidden` reasons are left out.
 */
export async function awardsOf(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	hidden: string[] = []
): Promise<Holding[]> {
	const latest = max(awards.givenAt);
	const rows = await db
		.select({ badge: badgeColumns, times: count(), latest })
		.from(awards)
		.innerJoin(badges, and(eq(badges.orgId, awards.orgId), eq(badges.id, awards.badgeId)))
		.where(
			and(
				eq(awards.orgId, orgId),
				eq(awards.memberId, memberId),
				hidden.length ? notInArray(awards.reason, hidden) : undefined
			)
		)
		.groupBy(badges.orgId, badges.id)
		.orderBy(desc(latest), badges.position);
	return rows.map((row) => ({ ...row, latest: row.latest!.toISOString() }));
}
