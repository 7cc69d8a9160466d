import { and, eq, inArray } from 'drizzle-orm';
import { readOrganization } from '#lib/identity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Badge, Progress } from '../badge.ts';
import { nextTier, type HeldTier } from '../earn.ts';
import { tierOf } from './awards-of.ts';
import { heldTiers, highest } from './held-tiers.ts';
import { listRuleBadges, type RuleBadge } from './list-badges.ts';
import { measure, measuredOf } from './measure.ts';

/**
 * How far a member is on the way to the next tier of every badge that work earns, nearest first;
 * badges that are held in full are left out. For the member alone to see.
 */
export async function progressOf(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	now = new Date()
): Promise<Progress[]> {
	const rules = await listRuleBadges(db, orgId);
	if (!rules.length) return [];
	const { timeZone, currency, workdays } = await readOrganization(db, orgId);
	const whose = { orgId, people: [memberId], today: dayIn(timeZone, now), workdays };
	const measures = await measure(db, whose, rules);
	const held = await heldTiers(db, orgId, rules, [memberId]);
	const units = await unitsOf(db, orgId, rules);
	const all = rules.flatMap((badge): Progress[] => {
		const tiers = held.get(badge.id)?.get(memberId) ?? [];
		const level = highest(tiers);
		const next = nextTier(badge.rule, measuredOf(measures, badge.id, memberId), level);
		if (!next) return [];
		return [
			{
				badge: face(badge),
				held: tierOf(badge.rule, level),
				next: next.tier,
				takenBack: takenBack(tiers, next.tier.level),
				value: String(next.value),
				needed: String(next.needed),
				unit: unitOf(badge, units),
				currency
			}
		];
	});
	return all.sort(nearestFirst);
}

function face({ id, key, name, criteria, shape, glyph, colour }: RuleBadge): Badge {
	return { id, key, name, criteria, shape, glyph, colour };
}

function takenBack(tiers: HeldTier[], level: number): string | null {
	const withdrawnAt = tiers.find((tier) => tier.level === level)?.withdrawnAt;
	return withdrawnAt ? withdrawnAt.toISOString() : null;
}

async function unitsOf(
	db: Queryable,
	orgId: OrgId,
	rules: RuleBadge[]
): Promise<Map<string, Unit>> {
	const ids = rules.flatMap(({ rule }) => (rule.metricId ? [rule.metricId as MetricId] : []));
	if (!ids.length) return new Map();
	const rows = await db
		.select({ id: metrics.id, unit: metrics.unit })
		.from(metrics)
		.where(and(eq(metrics.orgId, orgId), inArray(metrics.id, ids)));
	return new Map(rows.map(({ id, unit }) => [id, unit]));
}

function unitOf({ rule }: RuleBadge, units: Map<string, Unit>): Progress['unit'] {
	if (rule.kind === 'streak') return 'days';
	if (rule.kind === 'goal') return 'goals';
	return units.get(rule.metricId ?? '') ?? 'count';
}

// By the share that is there, without a division: a/b before c/d where a·d > c·b.
function nearestFirst(a: Progress, b: Progress): number {
	const left = BigInt(a.value) * BigInt(b.needed);
	const right = BigInt(b.value) * BigInt(a.needed);
	return left === right ? a.badge.name.localeCompare(b.badge.name) : left > right ? -1 : 1;
}
