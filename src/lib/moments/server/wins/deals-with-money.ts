import { groupedBy } from '#lib/platform/grouped-by.ts';
import { and, eq } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import { moneyOf } from '../../rules/same-deal.ts';
import { standingRows, type StandingRow } from '../entries/standing-activities.ts';
import type { WinMetrics } from '../win-metrics.ts';

export interface WinDeal {
	deal: StandingRow;
	money: StandingRow | undefined;
}

/** Each deal with its money, among what the same person recorded from the same source that day. */
export async function dealsWithMoney(
	db: Queryable,
	orgId: OrgId,
	{ revenue }: WinMetrics,
	deals: StandingRow[]
): Promise<WinDeal[]> {
	if (!revenue || !deals.length) return deals.map((deal) => ({ deal, money: undefined }));
	const found = await standingRows(
		db,
		orgId,
		and(
			eq(activities.metricId, revenue),
			isOneOf(activities.memberId, [...new Set(deals.map(({ memberId }) => memberId))]),
			isOneOf(activities.day, [...new Set(deals.map(({ day }) => day))])
		)
	);
	const places = groupedBy(found, placeOf);
	return deals.map((deal) => ({ deal, money: moneyOf(deal, places.get(placeOf(deal)) ?? []) }));
}

function placeOf({ memberId, day, source }: StandingRow): string {
	return [memberId, day, source].join();
}
