import { and, count, eq, gte, isNotNull, lt, lte, max, or, sum } from 'drizzle-orm';
import { calendarOf, type Organization } from '#lib/identity/organization.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { periodOf } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { DealFacts } from '../deal-words.ts';
import { moneyOf } from '../same-deal.ts';
import { standing, standingRows, type StandingRow } from './standing-activities.ts';
import type { WinMetrics } from './win-metrics.ts';

/** What the ledger knows about a deal, as it stood when the deal came in. */
export async function describeDeal(
	db: Queryable,
	organization: Organization,
	metrics: WinMetrics,
	deal: StandingRow
): Promise<DealFacts> {
	const week = periodOf('week', deal.day, calendarOf(organization)).start;
	const amount = await readMoney(db, metrics, deal);
	const best = amount === null ? undefined : await bestBefore(db, metrics, deal);
	return {
		note: deal.note,
		deals: deal.value,
		today: await dealsSince(db, deal, deal.day),
		thisWeek: await dealsSince(db, deal, week),
		ever: await dealsSince(db, deal),
		amount,
		bestBefore: best?.value ?? null,
		earlier: best?.earlier ?? 0
	};
}

async function dealsSince(db: Queryable, deal: StandingRow, day?: string): Promise<bigint> {
	const [row] = await db
		.select({ deals: sum(activities.value) })
		.from(activities)
		.where(
			and(
				standing(deal.orgId),
				eq(activities.memberId, deal.memberId),
				eq(activities.metricId, deal.metricId),
				lte(activities.day, deal.day),
				// Its own row may be a copy that came in later.
				or(lte(activities.position, deal.position), eq(activities.id, deal.id)),
				day ? gte(activities.day, day) : undefined
			)
		);
	return BigInt(row?.deals ?? 0);
}

async function readMoney(
	db: Queryable,
	{ revenue }: WinMetrics,
	deal: StandingRow
): Promise<bigint | null> {
	if (!revenue) return null;
	const found = await standingRows(
		db,
		deal.orgId,
		and(
			eq(activities.memberId, deal.memberId),
			eq(activities.metricId, revenue),
			eq(activities.day, deal.day),
			or(eq(activities.source, deal.source), isNotNull(activities.replacesId))
		)
	);
	const candidates = found.filter(({ source }) => source === deal.source);
	return moneyOf(deal, candidates)?.value ?? null;
}

async function bestBefore(db: Queryable, { revenue }: WinMetrics, deal: StandingRow) {
	const [row] = await db
		.select({ value: max(activities.value), earlier: count() })
		.from(activities)
		.where(
			and(
				standing(deal.orgId),
				eq(activities.memberId, deal.memberId),
				eq(activities.metricId, revenue!),
				lt(activities.day, deal.day)
			)
		);
	return row;
}
