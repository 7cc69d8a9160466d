import { and, eq } from 'drizzle-orm';
import { readOrganization } from '#lib/identity/server/index.ts';
import { checkIns } from '#lib/metrics/goals/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { listRuleBadges } from './list-badges.ts';
import { settle } from './settle.ts';
import { nothing } from './work-of.ts';

interface Tapped {
	orgId: OrgId;
	goalId: GoalId;
	/** Taps on the goal before and after, as decimal strings. */
	before: string;
	after: string;
	/** When it was tapped, RFC 3339; without it, now. */
	at?: string;
}

/** What a tap on a goal brings to everybody who tapped for it, as of when it was tapped. */
export async function awardTapped(context: Context, tapped: Tapped): Promise<void> {
	const { db } = context;
	const { orgId, goalId } = tapped;
	const rules = (await listRuleBadges(db, orgId)).filter(
		({ rule }) => rule.kind === 'goal' && !rule.metricId
	);
	if (!rules.length) return;
	const rows = await db
		.selectDistinct({ memberId: checkIns.memberId })
		.from(checkIns)
		.where(and(eq(checkIns.orgId, orgId), eq(checkIns.goalId, goalId)));
	const people = rows.map(({ memberId }) => memberId);
	const { timeZone, workdays } = await readOrganization(db, orgId);
	const isCorrected = BigInt(tapped.after) < BigInt(tapped.before);
	const at = tapped.at ? new Date(tapped.at) : context.clock.now();
	const then = { ...context, clock: { now: () => at } };
	const work = { ...nothing(), isCorrected, isFresh: !isCorrected };
	await settle(then, {
		whose: { orgId, people, today: dayIn(timeZone, at), workdays },
		rules,
		worked: new Map(people.map((memberId) => [memberId, work]))
	});
}
