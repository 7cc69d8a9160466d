import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import { standingRows, type StandingRow } from './standing-activities.ts';
import type { WinMetrics } from './win-metrics.ts';

/**
 * Deals that may have to be told anew because they, or their money, have been corrected: those of the
 * same people on the same days. Their moments say what is true now, and nobody hears a second bell.
 */
export async function touchedDeals(
	db: Queryable,
	orgId: OrgId,
	metrics: WinMetrics,
	ids: ActivityId[]
): Promise<StandingRow[]> {
	const { deals } = metrics;
	const copies = await correctedWins(db, orgId, metrics, ids);
	if (!deals || !copies.length) return [];
	const places = copies.flatMap(({ copy, before }) => [copy, before]);
	const found = await standingRows(
		db,
		orgId,
		and(
			eq(activities.metricId, deals),
			isOneOf(activities.memberId, [...new Set(places.map(({ memberId }) => memberId))]),
			isOneOf(activities.day, [...new Set(places.map(({ day }) => day))])
		)
	);
	return found.filter((deal) =>
		places.some(({ memberId, day }) => memberId === deal.memberId && day === deal.day)
	);
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
		.where(and(eq(activities.orgId, orgId), isOneOf(activities.id, ids)));
	return rows.filter(({ copy, before }) =>
		[copy, before].some(({ metricId }) => metricId === deals || metricId === revenue)
	);
}
