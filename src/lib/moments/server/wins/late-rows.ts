import { and, eq, gt, gte, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { activities, counts, firstRows } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { FreshRow } from '../fresh-rows.ts';

/** What came in after one of the wins, as the ledger has it: a row, or several that are alike. */
export interface LateRow {
	position: bigint;
	metricId: MetricId;
	memberId: MemberId;
	teamId: string;
	day: Day;
	value: bigint;
	segment: string | null;
	/** Whether it is an entry that counts. */
	stands: boolean;
	/** Where the entry first came in, before anybody corrected it. */
	cameIn: bigint;
}

/** Ids sort by the time of their making; within this one they may have come in otherwise. */
const UNSURE_MS = 10_000;

/** What tells apart the rows that came in after all of the wins; those that are alike count as one. */
const { metricId, memberId, teamId, day, segment } = activities;
const stands = counts().mapWith(Boolean).as('stands');
const KIND = { metricId, memberId, teamId, day, segment, stands };

/**
 * What came in after the first of these wins, in these metrics and from anybody: totals and goals
 * hold it already, and a win is told as it stood when it came in. Three queries at most. An entry
 * that was corrected since is there as it is now. What came in after the last of the wins is told as
 * sums: after a busy hour there are a hundred times as many of those as there are wins.
 */
export async function lateRows(
	db: Queryable,
	orgId: OrgId,
	wins: Pick<FreshRow, 'position' | 'recordedAt'>[],
	metricIds: MetricId[]
): Promise<LateRow[]> {
	if (!wins.length || !metricIds.length) return [];
	const first = wins.reduce((a, b) => (b.position < a.position ? b : a)).position;
	const last = wins.reduce((a, b) => (b.position > a.position ? b : a)).position;
	const since = wins.reduce((a, b) => (b.recordedAt < a.recordedAt ? b : a)).recordedAt.getTime();
	const inMetrics = and(
		eq(activities.orgId, orgId),
		gte(activities.id, leastIdAt(since - UNSURE_MS)),
		isOneOf(activities.metricId, metricIds)
	);
	return [
		...(await rowsBetween(db, orgId, inMetrics, first, last)),
		...(await sumsAfter(db, inMetrics, last))
	];
}

/** Those between the wins one by one, and what was corrected: it may have come in before any of them. */
async function rowsBetween(
	db: Queryable,
	orgId: OrgId,
	inMetrics: SQL | undefined,
	first: bigint,
	last: bigint
): Promise<LateRow[]> {
	const { id, position, value, replacesId } = activities;
	const between = and(gt(position, first), or(lte(position, last), isNotNull(replacesId)));
	const rows = await db
		.select({ ...KIND, id, position, value, replacesId })
		.from(activities)
		.where(and(inMetrics, between));
	const copies = rows.filter((row) => row.replacesId && row.stands).map((row) => row.id);
	const firsts = await firstRows(db, orgId, copies);
	return rows.map(({ id, replacesId: _, ...row }) => {
		const cameIn = firsts.get(id)?.position ?? row.position;
		return { ...row, cameIn };
	});
}

async function sumsAfter(
	db: Queryable,
	inMetrics: SQL | undefined,
	last: bigint
): Promise<LateRow[]> {
	const { position, value, replacesId } = activities;
	const rows = db
		.select({ ...KIND, position, value })
		.from(activities)
		.where(and(inMetrics, gt(position, last), isNull(replacesId)))
		.as('later');
	const kind = {
		metricId: rows.metricId,
		memberId: rows.memberId,
		teamId: rows.teamId,
		day: rows.day,
		segment: rows.segment,
		stands: rows.stands
	};
	const sums = await db
		.select({
			...kind,
			position: sql`min(${rows.position})`.mapWith(BigInt),
			value: sql`sum(${rows.value})`.mapWith(BigInt)
		})
		.from(rows)
		.groupBy(...Object.values(kind));
	return sums.map((sum) => ({ ...sum, cameIn: sum.position }));
}

function leastIdAt(ms: number): ActivityId {
	const id = newId<'activity'>(new Date(Math.max(ms, 0)));
	return `${id.slice(0, 15)}000-8000-000000000000` as ActivityId;
}
