import { and, eq, gt, inArray } from 'drizzle-orm';
import type { BadgeId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { HeldTier } from '../earn.ts';
import type { RuleBadge } from './list-badges.ts';
import { awards } from './schema.ts';

export type HeldTiers = Map<BadgeId, Map<MemberId, HeldTier[]>>;

/** The tiers that people have been given of these badges, withdrawn ones too; one query. */
export async function heldTiers(
	db: Queryable,
	orgId: OrgId,
	badges: readonly Pick<RuleBadge, 'id' | 'changedAt'>[],
	people?: readonly MemberId[]
): Promise<HeldTiers> {
	const held: HeldTiers = new Map(badges.map(({ id }) => [id, new Map()]));
	const since = new Map(badges.map(({ id, changedAt }) => [id, changedAt]));
	const rows = await db
		.select()
		.from(awards)
		.where(
			and(
				eq(awards.orgId, orgId),
				gt(awards.tier, 0),
				inArray(
					awards.badgeId,
					badges.map(({ id }) => id)
				),
				people ? inArray(awards.memberId, [...people]) : undefined
			)
		);
	for (const { badgeId, memberId, tier, givenAt, withdrawnAt } of rows) {
		const ofBadge = held.get(badgeId)!;
		const one: HeldTier = {
			level: tier,
			withdrawnAt,
			byEarlierRule: givenAt < since.get(badgeId)!
		};
		ofBadge.set(memberId, [...(ofBadge.get(memberId) ?? []), one]);
	}
	return held;
}

/** The highest tier somebody holds; 0 for none. */
export function highest(tiers: readonly HeldTier[] = []): number {
	return Math.max(0, ...tiers.filter(({ withdrawnAt }) => !withdrawnAt).map(({ level }) => level));
}
