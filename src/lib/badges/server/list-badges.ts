import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Badge } from '../badge.ts';
import type { BadgeRule } from '../badge-rule.ts';
import { badges } from './schema.ts';

/** The columns of a `Badge`, for reads that join it. */
export const badgeColumns = {
	id: badges.id,
	key: badges.key,
	name: badges.name,
	criteria: badges.criteria,
	shape: badges.shape,
	glyph: badges.glyph,
	colour: badges.colour
};

/** The badges that people can give today, in the organization's order. */
export async function listBadges(db: Queryable, orgId: OrgId): Promise<Badge[]> {
	return db
		.select(badgeColumns)
		.from(badges)
		.where(and(eq(badges.orgId, orgId), isNull(badges.archivedAt), isNull(badges.rule)))
		.orderBy(asc(badges.position), asc(badges.name));
}

/** A badge that work earns. */
export interface RuleBadge extends Badge {
	rule: BadgeRule;
	/** Since when the rule is what it is. */
	changedAt: Date;
}

/** The badges that work earns today. */
export async function listRuleBadges(db: Queryable, orgId: OrgId): Promise<RuleBadge[]> {
	const rows = await db
		.select({ ...badgeColumns, rule: badges.rule, changedAt: badges.changedAt })
		.from(badges)
		.where(and(eq(badges.orgId, orgId), isNull(badges.archivedAt), isNotNull(badges.rule)))
		.orderBy(asc(badges.position), asc(badges.name));
	return rows.map((row) => ({ ...row, rule: row.rule! }));
}
