import { and, asc, countDistinct, eq, isNull, sql } from 'drizzle-orm';
import { readOrganization } from '#lib/identity/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Badge } from '../badge.ts';
import type { BadgeRule } from '../badge-rule.ts';
import type { DraftMetric } from '../draft.ts';
import { badgeColumns } from './list-badges.ts';
import { awards, badges } from './schema.ts';

/** A badge as its designers see it. */
export interface DesignedBadge extends Badge {
	rule: BadgeRule | null;
	isArchived: boolean;
	/** How many people hold it. */
	holders: number;
	/** Awards that a correction, or whoever gave them, has taken back. */
	takenBack: number;
}

export interface OpenedBadges {
	badges: DesignedBadge[];
	/** What a rule can ask about. */
	metrics: DraftMetric[];
	currency: string;
}

const ANY_DAY = '9999-12-31';

/** All badges of the organization, those that were put away too, in their order. */
export async function openBadges(db: Queryable, orgId: OrgId): Promise<OpenedBadges> {
	const rows = await db
		.select({
			...badgeColumns,
			rule: badges.rule,
			isArchived: sql<boolean>`${badges.archivedAt} is not null`,
			holders: countDistinct(
				sql`case when ${isNull(awards.withdrawnAt)} then ${awards.memberId} end`
			),
			takenBack: sql<number>`count(${awards.withdrawnAt})`.mapWith(Number)
		})
		.from(badges)
		.leftJoin(awards, and(eq(awards.orgId, badges.orgId), eq(awards.badgeId, badges.id)))
		.where(eq(badges.orgId, orgId))
		.groupBy(badges.orgId, badges.id)
		.orderBy(asc(badges.position), asc(badges.name));
	const { currency } = await readOrganization(db, orgId);
	const known = await listMetrics(db, orgId, ANY_DAY);
	const metrics = known.map(({ id, name, unit, guardrail }) => ({
		id,
		name,
		unit,
		hasGuardrail: guardrail !== null
	}));
	return { badges: rows, metrics, currency };
}
