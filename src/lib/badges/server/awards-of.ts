import { and, desc, eq, isNull, max, notInArray, sql } from 'drizzle-orm';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Holding, Tier } from '../badge.ts';
import type { BadgeRule } from '../badge-rule.ts';
import { badgeColumns } from './list-badges.ts';
import { awards, badges } from './schema.ts';

/**
 * The badges a member holds, the newest first; an archived badge is kept by those who have it, a
 * withdrawn award is not there. Awards for one of the `hidden` reasons are left out.
 */
export async function awardsOf(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	hidden: string[] = []
): Promise<Holding[]> {
	const latest = max(awards.givenAt);
	const rows = await db
		.select({
			badge: badgeColumns,
			rule: badges.rule,
			times: sql<number>`count(*) filter (where ${awards.tier} = 0)`.mapWith(Number),
			level: max(awards.tier),
			latest
		})
		.from(awards)
		.innerJoin(badges, and(eq(badges.orgId, awards.orgId), eq(badges.id, awards.badgeId)))
		.where(
			and(
				eq(awards.orgId, orgId),
				eq(awards.memberId, memberId),
				isNull(awards.withdrawnAt),
				hidden.length ? notInArray(awards.reason, hidden) : undefined
			)
		)
		.groupBy(badges.orgId, badges.id)
		.orderBy(desc(latest), badges.position);
	return rows.map(({ badge, rule, times, level, latest: last }) => ({
		badge,
		times,
		tier: tierOf(rule, level ?? 0),
		latest: last!.toISOString()
	}));
}

/** The tier of a level by its rule; null for an award that people gave. */
export function tierOf(rule: BadgeRule | null, level: number): Tier | null {
	if (!level) return null;
	return { level, name: rule?.tiers[level - 1]?.name ?? `Tier ${level}` };
}
