import { eq } from 'drizzle-orm';
import { metrics } from '#lib/metrics/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { BadgeRule } from '../badge-rule.ts';
import { STARTING_BADGES, type StartingRule } from '../starting-set.ts';
import { badges } from './schema.ts';

/**
 * The badges of a new organization, once it has its metrics. Those it has already stay as they are;
 * one that counts what the organization does not is left out.
 */
export async function seedBadges(tx: Queryable, orgId: OrgId): Promise<void> {
	const known = await tx
		.select({ id: metrics.id, key: metrics.key })
		.from(metrics)
		.where(eq(metrics.orgId, orgId));
	const byKey = new Map(known.map(({ id, key }) => [key, id as string]));
	const rows = STARTING_BADGES.flatMap(({ rule: starting, ...badge }, position) => {
		const rule = starting ? ruleOf(starting, byKey) : null;
		return rule === undefined ? [] : [{ ...badge, orgId, id: newId<'badge'>(), position, rule }];
	});
	await tx
		.insert(badges)
		.values(rows)
		.onConflictDoNothing({ target: [badges.orgId, badges.key] });
}

function ruleOf(
	{ metric, kind, tiers }: StartingRule,
	metricIds: Map<string, string>
): BadgeRule | undefined {
	if (metric === null) return { kind, metricId: null, tiers };
	const metricId = metricIds.get(metric);
	return metricId ? { kind, metricId, tiers } : undefined;
}
