import { and, eq, lt, sql } from 'drizzle-orm';
import { groupMemberships } from '#lib/identity/server/index.ts';
import { activities, type ClosedFigureOf } from '#lib/metrics/activity/server/index.ts';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { closings, finalTotals } from './schema.ts';

type Query = Parameters<ClosedFigureOf>[2];
type Closing = typeof closings.$inferSelect;

/**
 * The final figure of a closed period; null where the days are no such period. Of a group, where the
 * board shows one too: a metric, or the points of somebody who was in the group all the time.
 */
export const closedFigure: ClosedFigureOf = async (db, orgId, query) => {
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
	const inGroup = query.groupId && query.metric;
	if (query.groupId && !inGroup && !(await stayed(db, orgId, query))) return null;
	const sums = inGroup
		? await sumOfLedger(db, orgId, query, closing)
		: await sumOfFinals(db, orgId, query, closing);
	return { closedAt: closing.closedAt, position: closing.position, ...sums };
};

async function sumOfFinals(db: Queryable, orgId: OrgId, query: Query, closing: Closing) {
	const [sums] = await db
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
	return sums!;
}

// A group counts the days on which somebody was in it; only the ledger knows what came when.
async function sumOfLedger(db: Queryable, orgId: OrgId, query: Query, closing: Closing) {
	const isMember = sql`exists (select from ${groupMemberships} i where i.org_id = ${orgId}
		and i.group_id = ${query.groupId} and i.member_id = ${activities.memberId}
		and i.starts_on <= ${activities.day} and (i.ends_on is null or i.ends_on >= ${activities.day}))`;
	const [sums] = await db
		.select({
			sum: sql<string>`coalesce(sum(${activities.value}), 0)::text`,
			activities: sql<number>`coalesce(sum(${activities.sign}), 0)::int`,
			entries: sql<number>`count(*)::int`
		})
		.from(activities)
		.where(
			and(
				eq(activities.orgId, orgId),
				eq(activities.metricId, query.metric!.id),
				sql`${activities.day} between ${query.from} and ${query.to}`,
				lt(activities.position, closing.position),
				query.memberId ? eq(activities.memberId, query.memberId) : undefined,
				query.teamId ? eq(activities.teamId, query.teamId) : undefined,
				isMember
			)
		);
	return sums!;
}

/** Whether one person's figure in a group is that of the whole period. */
async function stayed(db: Queryable, orgId: OrgId, { memberId, groupId, from, to }: Query) {
	if (!memberId) return false;
	const result = await db.execute(sql`select from ${groupMemberships} where org_id = ${orgId}
		and group_id = ${groupId} and member_id = ${memberId} and starts_on <= ${from}
		and coalesce(ends_on, 'infinity') >= ${to}`);
	return result.rows.length > 0;
}
