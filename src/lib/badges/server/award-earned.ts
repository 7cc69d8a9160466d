import { readOrganization } from '#lib/identity/server/index.ts';
import { crossedBy, fedCrossed, type CrossedGoal } from '#lib/metrics/goals/server/index.ts';
import type { ActivityId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { BadgeRule } from '../badge-rule.ts';
import { listRuleBadges, type RuleBadge } from './list-badges.ts';
import { heldTiers, highest, type HeldTiers } from './held-tiers.ts';
import type { Whose } from './measure.ts';
import { settle } from './settle.ts';
import { nothing, workOf, type Worked } from './work-of.ts';

/**
 * Gives the tiers that a batch's people have earned, and takes back those whose work was reversed. A
 * handful of queries a batch, none where no badge asks about its metrics.
 *
 * @param crossed the goals it carried over their target, where that is known already
 */
export async function awardEarned(
	context: Context,
	orgId: OrgId,
	ids: readonly ActivityId[],
	crossed?: readonly CrossedGoal[]
): Promise<void> {
	const { db } = context;
	const all = await listRuleBadges(db, orgId);
	if (!all.length || !ids.length) return;
	const { timeZone, workdays } = await readOrganization(db, orgId);
	const people = await workOf(db, orgId, ids, timeZone);
	const metricIds = new Set([...people.values()].flatMap((worked) => [...worked.metricIds]));
	const rules = all.filter(({ rule }) => asksAbout(rule, metricIds));
	if (!rules.length) return;
	const now = context.clock.now();
	const when = { orgId, today: dayIn(timeZone, now), workdays };
	const ofGoals = rules.filter(isOfGoals);
	await settleOpen(
		context,
		when,
		rules.filter((badge) => !isOfGoals(badge)),
		people
	);
	if (!ofGoals.length) return;
	const goals = crossed ?? (await crossedBy(db, orgId, ids));
	await settleOpen(context, when, ofGoals, await helpers(db, orgId, goals, people));
}

function isOfGoals({ rule }: RuleBadge): boolean {
	return rule.kind === 'goal';
}

/** Measures those for whom one of the badges is open, and no others. */
async function settleOpen(
	context: Context,
	when: Omit<Whose, 'people'>,
	rules: readonly RuleBadge[],
	people: Map<MemberId, Worked>
): Promise<void> {
	if (!rules.length || !people.size) return;
	const held = await heldTiers(context.db, when.orgId, rules, [...people.keys()]);
	const open = rules.filter((badge) => [...people].some((one) => isOpen(badge, held, ...one)));
	const concerned = [...people.keys()].filter((memberId) =>
		open.some((badge) => isOpen(badge, held, memberId, people.get(memberId)!))
	);
	if (!concerned.length) return;
	await settle(context, { whose: { ...when, people: concerned }, rules: open, worked: people });
}

// An outcome moves what scores of the work before it, and a goal moves for all who feed it.
function asksAbout({ kind, metricId }: BadgeRule, metricIds: Set<string>): boolean {
	return !metricId || kind === 'guardrail' || metricIds.has(metricId);
}

/**
 * Those for whom another goal may count now: whoever fed one that activities carried over the
 * line, before them or with them, and those whose work was taken back. Who first feeds a goal after
 * it was reached is found at night.
 */
async function helpers(
	db: Queryable,
	orgId: OrgId,
	crossed: readonly CrossedGoal[],
	people: Map<MemberId, Worked>
): Promise<Map<MemberId, Worked>> {
	const all = [...people.values()];
	const isFresh = all.some((worked) => worked.isFresh);
	const isCorrected = all.some((worked) => worked.isCorrected);
	const fellow = { ...nothing(), isFresh, isCorrected };
	const corrected = [...people].filter(([, worked]) => worked.isCorrected);
	const fed = await fedCrossed(db, orgId, crossed, [...people.keys()]);
	return new Map([
		...corrected,
		...[...fed].map((id): [MemberId, Worked] => [id, people.get(id) ?? fellow])
	]);
}

// Who holds every tier can only lose one.
function isOpen(badge: RuleBadge, held: HeldTiers, memberId: MemberId, worked: Worked): boolean {
	const { kind, tiers } = badge.rule;
	if (kind !== 'goal' && !asksAbout(badge.rule, worked.metricIds)) return false;
	return worked.isCorrected || highest(held.get(badge.id)?.get(memberId)) < tiers.length;
}
