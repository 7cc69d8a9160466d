import { and, eq, sql } from 'drizzle-orm';
import type { ClosedFigureOf } from '#lib/metrics/activity/server/index.ts';
import { NONE } from '#lib/platform/ids.ts';
import { closings, finalTotals } from './schema.ts';

/** The final figure of a closed period; null where the days are no such period, or a group's alone. */
export const closedFigure: ClosedFigureOf = async (db, orgId, query) => {
	if (query.groupId) return null;
	const [closing] = await db
		.select()
		.from(closings)
		.where(
			and(
				eq(closings.orgId, orgId),
				eq(closings.periodStart, query.from),
				eq(closings.periodEnd, query.to)
			)
		);
	if (!closing) return null;
	const [figure] = await db
		.select({
			sum: sql<string>`coalesce(sum(${finalTotals.value}), 0)::text`,
			activities: sql<number>`coalesce(sum(${finalTotals.activities}), 0)::int`,
			entries: sql<number>`coalesce(sum(${finalTotals.entries}), 0)::int`
		})
		.from(finalTotals)
		.where(
			and(
				eq(finalTotals.orgId, orgId),
				eq(finalTotals.metricId, query.metric?.id ?? NONE),
				eq(finalTotals.periodKind, closing.periodKind),
				eq(finalTotals.periodStart, closing.periodStart),
				query.memberId ? eq(finalTotals.memberId, query.memberId) : undefined,
				query.teamId ? eq(finalTotals.teamId, query.teamId) : undefined
			)
		);
	return { closedAt: closing.closedAt, position: closing.position, ...figure! };
};
