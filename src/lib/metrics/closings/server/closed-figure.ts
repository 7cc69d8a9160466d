import { and, eq, gte, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { ClosedFigureOf } from '#lib/metrics/activity/server/index.ts';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import { PERIOD_KINDS } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { closings, finalGroupTotals, finalTotals } from './schema.ts';

type Query = Parameters<ClosedFigureOf>[2];
type Closing = typeof closings.$inferSelect;

/** The final figure of a closed period, as its board shows it; null where the days are no such period. */
export const closedFigure: ClosedFigureOf = async (db, orgId, query) => {
	const closing = await exactClosing(db, orgId, query);
	if (!closing) return null;
	const { groupId } = query;
	const sums = groupId
		? await sumOf(db, finalGroupTotals, query, closing, eq(finalGroupTotals.groupId, groupId))
		: await sumOf(db, finalTotals, query, closing);
	const around = await db
		.select()
		.from(closings)
		.where(
			and(
				eq(closings.orgId, orgId),
				lte(closings.periodStart, query.to),
				gte(closings.periodEnd, query.from)
			)
		);
	const { periodKind: kind, closedAt, position } = closing;
	return { kind, closedAt, position, ...sums, closings: around.map(toPeriod) };
};

// Most figures are of no closed period: only of those that are is it read what else was closed about them.
async function exactClosing(
	db: Queryable,
	orgId: OrgId,
	{ from, to }: Query
): Promise<Closing | undefined> {
	const [closing] = await db
		.select()
		.from(closings)
		.where(
			and(
				eq(closings.orgId, orgId),
				inArray(closings.periodKind, PERIOD_KINDS),
				eq(closings.periodStart, from),
				eq(closings.periodEnd, to)
			)
		);
	return closing;
}

function toPeriod({ periodKind: kind, periodStart: start, periodEnd: end, position }: Closing) {
	return { kind, start, end, position };
}

async function sumOf(
	db: Queryable,
	kept: typeof finalTotals | typeof finalGroupTotals,
	query: Query,
	closing: Closing,
	within?: SQL
) {
	const [sums] = await db
		.select({
			sum: sql<string>`coalesce(sum(${kept.value}), 0)::text`,
			activities: sql<number>`coalesce(sum(${kept.activities}), 0)::int`,
			entries: sql<number>`coalesce(sum(${kept.entries}), 0)::int`
		})
		.from(kept)
		.where(
			and(
				eq(kept.orgId, closing.orgId),
				eq(kept.metricId, query.metric?.id ?? NONE),
				eq(kept.periodKind, closing.periodKind),
				eq(kept.periodStart, closing.periodStart),
				query.memberId ? eq(kept.memberId, query.memberId) : undefined,
				query.teamId ? eq(kept.teamId, query.teamId) : undefined,
				within
			)
		);
	return sums!;
}
