import { and, eq, isNull } from 'drizzle-orm';
import { members, organizations, readOrganization } from '#lib/identity/server/index.ts';
import type { BadgeId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { addJob } from '#lib/platform/server/jobs.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { decide } from '../earn.ts';
import { heldTiers } from './held-tiers.ts';
import { keepTiers, type TierMoves } from './keep-tiers.ts';
import { listRuleBadges, type RuleBadge } from './list-badges.ts';
import { measure, measuredOf, type Whose } from './measure.ts';
import { holdTiers } from './tiers-lock.ts';

/** Which badge was introduced or has a new rule, and who did it. */
export interface Introduced {
	orgId: OrgId;
	badgeId: BadgeId;
	by: MemberId;
}

/**
 * Counts the work of the past into a badge that was introduced or changed. No bell rings for it: one
 * summary says how many people hold it now. Told twice, it finds nothing new and says nothing.
 */
export async function awardPast(context: Context, introduced: Introduced): Promise<void> {
	const { orgId, badgeId } = introduced;
	const badge = (await listRuleBadges(context.db, orgId)).find(({ id }) => id === badgeId);
	if (badge) await catchUp(context, orgId, [badge], introduced);
}

/**
 * Gives what nobody was told about: work that came in quietly, such as an import of the past. One
 * organization after the other, without a bell and without a summary.
 */
export async function awardMissed(context: Context): Promise<void> {
	const orgs = await context.db.select({ id: organizations.id }).from(organizations);
	for (const { id } of orgs) await awardMissedIn(context, id);
}

/** The same for one organization. */
export async function awardMissedIn(context: Context, orgId: OrgId): Promise<void> {
	const badges = await listRuleBadges(context.db, orgId);
	if (badges.length) await catchUp(context, orgId, badges);
}

async function catchUp(
	context: Context,
	orgId: OrgId,
	badges: RuleBadge[],
	introduced?: Introduced
): Promise<void> {
	const { timeZone, workdays } = await readOrganization(context.db, orgId);
	const at = context.clock.now();
	const whose: Whose = { orgId, people: undefined, today: dayIn(timeZone, at), workdays };
	const isMoved = await context.db.transaction(async (tx) => {
		await holdTiers(tx, orgId);
		const moves = await reachedBy(tx, whose, badges);
		if (!moves.give.length && !moves.bringBack.length) return false;
		const { given } = await keepTiers(tx, orgId, moves, at);
		const people = new Set(given.map(({ memberId }) => memberId)).size;
		if (!introduced || !people) return true;
		const told = { badgeName: badges[0]!.name, people, at: at.toISOString() };
		await addJob(tx, 'react', { ...introduced, kind: 'badge-past', ...told });
		return true;
	});
	if (isMoved) context.announce(orgId, ['awards']);
}

// People who have left keep what they hold, and get no more.
async function reachedBy(db: Queryable, whose: Whose, badges: RuleBadge[]): Promise<TierMoves> {
	const { orgId } = whose;
	const here = await db
		.select({ id: members.id })
		.from(members)
		.where(and(eq(members.orgId, orgId), isNull(members.leftAt)));
	const measures = await measure(db, whose, badges);
	const held = await heldTiers(db, orgId, badges);
	const moves: TierMoves = { give: [], bringBack: [], takeBack: [] };
	for (const { id: badgeId, rule } of badges)
		for (const { id: memberId } of here) {
			const tiers = held.get(badgeId)?.get(memberId) ?? [];
			const verdict = decide(rule, measuredOf(measures, badgeId, memberId), tiers, false);
			for (const kind of ['give', 'bringBack'] as const)
				moves[kind].push(...verdict[kind].map((level) => ({ badgeId, memberId, level })));
		}
	return moves;
}
