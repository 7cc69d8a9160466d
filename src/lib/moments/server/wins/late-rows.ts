import { and, eq, gt, gte } from 'drizzle-orm';
import { activities, counts, firstRows } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { FreshRow } from '../fresh-rows.ts';

/** A row that came in after one of the wins, as the ledger has it. */
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

/**
 * What came in after the first of these wins, in these metrics and from anybody: totals and goals
 * hold it already, and a win is told as it stood when it came in. Two queries at most. An entry that
 * was corrected since is there as it is now.
 */
export async function lateRows(
	db: Queryable,
	orgId: OrgId,
	wins: Pick<FreshRow, 'position' | 'recordedAt'>[],
	metricIds: MetricId[]
): Promise<LateRow[]> {
	if (!wins.length || !metricIds.length) return [];
	const first = wins.reduce((a, b) => (b.position < a.position ? b : a)).position;
	const since = wins.reduce((a, b) => (b.recordedAt < a.recordedAt ? b : a)).recordedAt.getTime();
	const rows = await db
		.select({
			id: activities.id,
			position: activities.position,
			metricId: activities.metricId,
			memberId: activities.memberId,
			teamId: activities.teamId,
			day: activities.day,
			value: activities.value,
			segment: activities.segment,
			replacesId: activities.replacesId,
			stands: counts().mapWith(Boolean)
		})
		.from(activities)
		.where(
			and(
				eq(activities.orgId, orgId),
				gte(activities.id, leastIdAt(since - UNSURE_MS)),
				gt(activities.position, first),
				isOneOf(activities.metricId, metricIds)
			)
		);
	const copies = rows.filter((row) => row.replacesId && row.stands).map(({ id }) => id);
	const firsts = await firstRows(db, orgId, copies);
	return rows.map(({ id, replacesId: _, stands, ...row }) => {
		const cameIn = firsts.get(id)?.position ?? row.position;
		return { ...row, stands, cameIn };
	});
}

function leastIdAt(ms: number): ActivityId {
	const id = newId<'activity'>(new Date(Math.max(ms, 0)));
	return `${id.slice(0, 15)}000-8000-000000000000` as ActivityId;
}
