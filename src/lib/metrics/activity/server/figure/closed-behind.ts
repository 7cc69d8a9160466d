import { and, desc, gt, sql } from 'drizzle-orm';
import { metricRules, metrics } from '#lib/metrics/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { ClosedBehind } from '../../behind.ts';
import { scoringRule } from '../../prepare.ts';
import { itemsOf, ledgerRows } from './behind-items.ts';
import { startOf, type BehindQuery } from './behind-query.ts';
import type { ClosedFigure } from './closed-figure.ts';
import { counted } from './counted.ts';
import { activities } from '../schema.ts';
import { itsMetric, itsRule } from '../with-rule.ts';

const LATE_SHOWN = 50;

/**
 * What a closed figure shows beside the entries that are in it: what had been held back by then, and
 * what came afterwards. `now` is what the totals say today. Either list adds up to its own sum.
 */
export async function closedBehind(
	db: Queryable,
	orgId: OrgId,
	query: BehindQuery,
	figure: ClosedFigure,
	{ now, currency }: { now: bigint; currency: string }
): Promise<ClosedBehind> {
	const raw = await readRaw(db, orgId, query, figure, currency);
	const sum = BigInt(figure.sum);
	const rows = await ledgerRows(db)
		.where(and(counted(orgId, query), gt(activities.position, figure.position)))
		.orderBy(desc(activities.position))
		.limit(LATE_SHOWN);
	const items = await itemsOf(db, orgId, rows, currency);
	const shown = items.reduce(
		(all, item) => all + BigInt(query.metric ? item.value : item.points),
		0n
	);
	return {
		at: figure.closedAt.toISOString(),
		held: String(sum - raw.before),
		after: {
			now: String(now),
			sum: String(now - sum),
			entries: raw.late,
			items,
			left: { entries: raw.late - items.length, sum: String(raw.after - shown) },
			held: String(now - sum - raw.after)
		}
	};
}

/** What the entries say before anything is held back, in the figure's unit: in it, and after it. */
async function readRaw(
	db: Queryable,
	orgId: OrgId,
	query: BehindQuery,
	{ position }: ClosedFigure,
	currency: string
) {
	const isLate = sql<boolean>`${activities.position} > ${position}`;
	const sums = await db
		.select({
			isLate,
			unit: metrics.unit,
			rate: metricRules.pointsPerUnit,
			value: sql<string>`sum(${activities.value})::text`,
			entries: sql<number>`count(*)::int`
		})
		.from(activities)
		.innerJoin(metrics, itsMetric)
		.innerJoin(metricRules, itsRule)
		.where(counted(orgId, query))
		.groupBy(sql`1`, metrics.unit, metricRules.pointsPerUnit);
	const raw = { before: startOf(query), after: 0n, late: 0 };
	for (const { isLate, unit, rate, value, entries } of sums) {
		const factor = query.metric ? 1n : scoringRule(rate, null, unit, currency).factor;
		raw[isLate ? 'after' : 'before'] += BigInt(value) * factor;
		if (isLate) raw.late += entries;
	}
	return raw;
}
