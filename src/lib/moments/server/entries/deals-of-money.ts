import { and, eq, not } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import type { FreshRow } from '../fresh-rows.ts';
import { standingRows, type StandingRow } from './standing-activities.ts';
import type { WinMetrics } from '../win-metrics.ts';

/** Deals that are not in these rows and may belong to money that is: same people, same days. */
export async function dealsOfMoney(
	db: Queryable,
	orgId: OrgId,
	{ deals, revenue }: WinMetrics,
	rows: FreshRow[]
): Promise<StandingRow[]> {
	const money = rows.filter((row) => row.metricId === revenue);
	if (!deals || !money.length) return [];
	const found = await standingRows(
		db,
		orgId,
		and(
			eq(activities.metricId, deals),
			isOneOf(activities.memberId, [...new Set(money.map((row) => row.memberId))]),
			isOneOf(activities.day, [...new Set(money.map((row) => row.day))]),
			not(
				isOneOf(
					activities.id,
					rows.map((row) => row.id)
				)
			)
		)
	);
	const days = new Set(money.map(({ memberId, day }) => memberId + day));
	return found.filter(({ memberId, day }) => days.has(memberId + day));
}
