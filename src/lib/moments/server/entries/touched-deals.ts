import { and, eq } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import type { Corrected } from './corrected-copies.ts';
import { standingRows, type StandingRow } from './standing-activities.ts';
import type { WinMetrics } from '../win-metrics.ts';

/**
 * Deals that may have to be told anew because they, or their money, have been corrected: those of the
 * same people on the same days. Their moments say what is true now, and nobody hears a second bell.
 */
export async function touchedDeals(
	db: Queryable,
	orgId: OrgId,
	{ deals, revenue }: WinMetrics,
	corrected: Corrected[]
): Promise<StandingRow[]> {
	const places = corrected
		.map(({ copy, before }) => [copy, before])
		.filter((both) => both.some(({ metricId }) => metricId === deals || metricId === revenue))
		.flat();
	if (!deals || !places.length) return [];
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
