import { and, eq, inArray } from 'drizzle-orm';
import { organizations } from '#lib/identity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { BadgeId, Id, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Tier } from '../badge.ts';
import { tierWords } from '../rule-words.ts';
import { tierOf } from './awards-of.ts';
import { awards, badges } from './schema.ts';

/** An award that work earned, as it is told. */
export interface EarnedAward {
	id: Id<'award'>;
	memberId: MemberId;
	badgeId: BadgeId;
	badgeName: string;
	tier: Tier;
	/** Whether the badge has more than one tier. */
	hasTiers: boolean;
	/** What the tier asks for: "100 first meetings". */
	words: string;
	at: Date;
	isWithdrawn: boolean;
}

/** Awards that work earned, by their ids; others are left out. */
export async function readAwards(
	db: Queryable,
	orgId: OrgId,
	ids: readonly Id<'award'>[]
): Promise<EarnedAward[]> {
	if (!ids.length) return [];
	const rows = await db
		.select({ award: awards, badge: badges, currency: organizations.currency })
		.from(awards)
		.innerJoin(badges, and(eq(badges.orgId, awards.orgId), eq(badges.id, awards.badgeId)))
		.innerJoin(organizations, eq(organizations.id, awards.orgId))
		.where(and(eq(awards.orgId, orgId), inArray(awards.id, [...ids])))
		.orderBy(awards.id);
	const known = await db
		.select({ id: metrics.id, name: metrics.name, unit: metrics.unit })
		.from(metrics)
		.where(eq(metrics.orgId, orgId));
	return rows.flatMap(({ award, badge, currency }) => {
		const { rule } = badge;
		const tier = tierOf(rule, award.tier);
		if (!rule || !tier) return [];
		const metric = known.find(({ id }) => id === rule.metricId) ?? null;
		const at = rule.tiers[award.tier - 1]?.at;
		return [
			{
				id: award.id,
				memberId: award.memberId,
				badgeId: badge.id,
				badgeName: badge.name,
				tier,
				hasTiers: rule.tiers.length > 1,
				words: at ? tierWords(rule, at, metric, currency) : '',
				at: award.givenAt,
				isWithdrawn: award.withdrawnAt !== null
			}
		];
	});
}
