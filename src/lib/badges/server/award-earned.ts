import { readOrganization } from '#lib/identity/server/index.ts';
import { fedCrossed } from '#lib/metrics/goals/server/index.ts';
import type { ActivityId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { BadgeRule } from '../badge-rule.ts';
import { listRuleBadges, type RuleBadge } from './list-badges.ts';
import { heldTiers, highest, type HeldTiers } from './held-tiers.ts';
import { settle } from './settle.ts';
import { nothing, workOf, type Worked } from './work-of.ts';

/**
 * Gives the tiers that a batch's people have earned, and takes back those whose work was reversed. A
 * handful of queries a batch, none where no badge asks about its metrics.
 */
export async function awardEarned(
	context: Context,
	orgId: OrgId,
	ids: readonly ActivityId[]
): Promise<void> {
	const { db } = context;
	const all = await listRuleBadges(db, orgId);
	if (!all.length || !ids.length) return;
	const { timeZone, workdays } = await readOrganization(db, orgId);
	const people = await workOf(db, orgId, ids, timeZone);
	const metricIds = new Set([...people.values()].flatMap((worked) => [...worked.metricIds]));
	const rules = all.filter(({ rule }) => asksAbout(rule, metricIds));
	if (!rules.length) return;
	if (rules.some(({ rule }) => rule.kind === 'goal'))
		withFellows(people, await fedCrossed(db, orgId, ids));
	const held = await heldTiers(db, orgId, rules, [...people.keys()]);
	const open = rules.filter((badge) => [...people].some((one) => isOpen(badge, held, ...one)));
	const concerned = [...people.keys()].filter((memberId) =>
		open.some((badge) => isOpen(badge, held, memberId, people.get(memberId)!))
	);
	if (!concerned.length) return;
	const today = dayIn(timeZone, context.clock.now());
	const whose = { orgId, people: concerned, today, workdays };
	await settle(context, { whose, rules: open, worked: people });
}

// An outcome moves what scores of the work before it, and a goal moves for all who feed it.
function asksAbout({ kind, metricId }: BadgeRule, metricIds: Set<string>): boolean {
	return !metricId || kind === 'guardrail' || metricIds.has(metricId);
}

// Whoever fed a goal before has helped it over the line as much as who did it.
function withFellows(people: Map<MemberId, Worked>, fellows: MemberId[]): void {
	const all = [...people.values()];
	const isFresh = all.some((worked) => worked.isFresh);
	const isCorrected = all.some((worked) => worked.isCorrected);
	for (const memberId of fellows)
		if (!people.has(memberId)) people.set(memberId, { ...nothing(), isFresh, isCorrected });
}

// Who holds every tier can only lose one.
function isOpen(badge: RuleBadge, held: HeldTiers, memberId: MemberId, worked: Worked): boolean {
	const { kind, tiers } = badge.rule;
	if (kind !== 'goal' && !asksAbout(badge.rule, worked.metricIds)) return false;
	return worked.isCorrected || highest(held.get(badge.id)?.get(memberId)) < tiers.length;
}
