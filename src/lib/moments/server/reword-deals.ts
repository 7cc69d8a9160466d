import { and, eq, inArray, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Organization } from '#lib/identity/organization.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dealDetail, dealHeadline } from '../deal-words.ts';
import { describeDeal } from './describe-deal.ts';
import { moments } from './schema.ts';
import { standingRows, type StandingRow } from './standing-activities.ts';
import type { WinMetrics } from './win-metrics.ts';

/**
 * Deals that have rung say what is true once they, or their money, have been corrected: the same
 * moment in other words, which nobody hears a second time. True where one changed.
 */
export async function rewordDeals(
	db: Queryable,
	organization: Organization,
	metrics: WinMetrics,
	ids: ActivityId[]
): Promise<boolean> {
	const copies = await correctedWins(db, organization.id, metrics, ids);
	if (!copies.length) return false;
	const changed: boolean[] = [];
	for (const deal of await dealsTouched(db, organization.id, metrics, copies))
		changed.push(await reword(db, organization, metrics, deal));
	return changed.includes(true);
}

/** The corrected copies among the rows, each with what it stands in for. */
async function correctedWins(
	db: Queryable,
	orgId: OrgId,
	{ deals, revenue }: WinMetrics,
	ids: ActivityId[]
) {
	const before = alias(activities, 'before');
	const rows = await db
		.select({ copy: activities, before })
		.from(activities)
		.innerJoin(before, and(eq(before.orgId, orgId), eq(before.id, activities.replacesId)))
		.where(and(eq(activities.orgId, orgId), inArray(activities.id, ids)));
	return rows.filter(({ copy, before }) =>
		[copy, before].some(({ metricId }) => metricId === deals || metricId === revenue)
	);
}

/** The deals of those people on those days: one of them may be it, or may be whose money it is. */
async function dealsTouched(
	db: Queryable,
	orgId: OrgId,
	{ deals }: WinMetrics,
	copies: Awaited<ReturnType<typeof correctedWins>>
): Promise<StandingRow[]> {
	if (!deals) return [];
	const places = copies.flatMap(({ copy, before }) => [copy, before]);
	return standingRows(
		db,
		orgId,
		and(
			eq(activities.metricId, deals),
			or(
				...places.map(({ memberId, day }) =>
					and(eq(activities.memberId, memberId), eq(activities.day, day))
				)
			)
		)
	);
}

async function reword(
	db: Queryable,
	organization: Organization,
	metrics: WinMetrics,
	deal: StandingRow
): Promise<boolean> {
	const moment = and(
		eq(moments.orgId, organization.id),
		eq(moments.cause, `activity:${deal.firstId}`)
	);
	const [told] = await db
		.select({
			memberId: moments.memberId,
			teamId: moments.teamId,
			headline: moments.headline,
			figure: moments.figure,
			detail: moments.detail
		})
		.from(moments)
		.where(moment);
	if (!told) return false;
	const facts = await describeDeal(db, organization, metrics, deal);
	const { amount } = facts;
	const now = {
		memberId: deal.memberId,
		teamId: deal.teamId,
		headline: dealHeadline(facts),
		figure: amount === null ? null : showFigure(amount, 'money', organization.currency),
		detail: dealDetail(facts)
	};
	if (JSON.stringify(now) === JSON.stringify(told)) return false;
	await db.update(moments).set(now).where(moment);
	return true;
}
