import { and, eq, gt, gte, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { activities, counts, firstRows } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { sizeOf } from '#lib/metrics/goals/feeds.ts';
import type { FreshRow } from '../fresh-rows.ts';

/** What came in after one of the wins, as the ledger has it: a row, or several that are alike. */
export interface LateRow {
	position: bigint;
	metricId: MetricId;
	memberId: MemberId;
	teamId: string;
	day: Day;
	value: bigint;
	/** Of each of them, as far as any goal asks how large one has to be. */
	size: bigint;
	segment: string | null;
	/** Whether it is an entry that counts. */
	stands: boolean;
	/** Where the entry first came in, before anybody corrected it. */
	cameIn: bigint;
}

/** Ids sort by the time of their making; within this one they may have come in otherwise. */
const UNSURE_MS = 10_000;

const { metricId, memberId, teamId, day, segment } = activities;

interface Found {
	metric_id: MetricId;
	member_id: MemberId;
	team_id: string;
	day: Day;
	segment: string | null;
	stands: boolean;
	position: string;
	value: string;
	size?: string;
}

/**
 * What came in after the first of these wins, in these metrics and from anybody: totals and goals
 * hold it already, and a win is told as it stood when it came in. An entry that was corrected since
 * is there as it is now. What came in after the last of the wins is told as sums: after a busy hour
 * there are a hundred times as many of those as there are wins. Asked inside a transaction.
 *
 * @param sizes from which on work counts for some goals: sums never cross one of these
 */
export async function lateRows(
	db: Queryable,
	orgId: OrgId,
	wins: Pick<FreshRow, 'position' | 'recordedAt'>[],
	metricIds: MetricId[],
	sizes: bigint[]
): Promise<LateRow[]> {
	if (!wins.length || !metricIds.length) return [];
	const first = wins.reduce((a, b) => (b.position < a.position ? b : a)).position;
	const last = wins.reduce((a, b) => (b.position > a.position ? b : a)).position;
	const since = wins.reduce((a, b) => (b.recordedAt < a.recordedAt ? b : a)).recordedAt.getTime();
	const leastId = leastIdAt(since - UNSURE_MS);
	const inMetrics = and(
		eq(activities.orgId, orgId),
		gte(activities.id, leastId),
		isOneOf(activities.metricId, metricIds)
	);
	return [
		...(await rowsBetween(db, orgId, inMetrics, first, last)),
		...(await sumsAfter(db, inMetrics, takenBack(orgId, leastId), last, sizes))
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
	const found = await db.execute(sql`
		select ${metricId}, ${memberId}, ${teamId}, ${day}::text, ${segment}, ${counts()} as stands,
			${id}, ${position}, ${value}, ${replacesId} is not null as "isCopy"
		from ${activities} where ${and(inMetrics, between)}`);
	const rows = found.rows as unknown as (Found & { id: ActivityId; isCopy: boolean })[];
	const copies = rows.filter((row) => row.isCopy && row.stands).map((row) => row.id);
	const firsts = await firstRows(db, orgId, copies);
	return rows.map((row) => toLate(row, firsts.get(row.id)?.position));
}

async function sumsAfter(
	db: Queryable,
	inMetrics: SQL | undefined,
	back: SQL,
	last: bigint,
	sizes: bigint[]
): Promise<LateRow[]> {
	const { id, position, value, reversesId, replacesId } = activities;
	const inOrder = [...sizes].sort((a, b) => (a < b ? -1 : 1)).map(String);
	// The statistics know nothing of what has just come in: taken for one row, it would be sorted on disk.
	await db.execute(sql`set local enable_sort = off`);
	const found = await db.execute(sql`
		with undone as materialized (${back})
		select ${metricId}, ${memberId}, ${teamId}, ${day}::text, ${segment},
			${reversesId} is null and ${id} not in (select id from undone) as stands, min(${position}) as position,
			sum(${value}) as value, min(abs(${value})) as size
		from ${activities}
		where ${and(inMetrics, gt(position, last), isNull(replacesId))}
		group by ${metricId}, ${memberId}, ${teamId}, ${day}, ${segment}, stands,
			width_bucket(abs(${value}), ${sql.param(inOrder)}::bigint[])`);
	await db.execute(sql`set local enable_sort to default`);
	return (found.rows as unknown as Found[]).map((row) => toLate(row));
}

/** The rows that were taken back since: few enough to be read once, instead of asking it of each row. */
function takenBack(org: OrgId, leastId: ActivityId): SQL {
	const { id, orgId } = activities;
	return sql`
		select ${id} from ${activities} as r
		join ${activities} on ${orgId} = r.org_id and ${id} = r.reverses_id
		where r.org_id = ${org} and r.id >= ${leastId} and r.reverses_id is not null and not ${counts()}`;
}

// By hand: a busy hour's thousands of rows took longer to map than to read.
function toLate(row: Found, cameIn?: bigint): LateRow {
	const position = BigInt(row.position);
	const value = BigInt(row.value);
	return {
		position,
		metricId: row.metric_id,
		memberId: row.member_id,
		teamId: row.team_id,
		day: row.day,
		value,
		size: row.size === undefined ? sizeOf(value) : BigInt(row.size),
		segment: row.segment,
		stands: row.stands,
		cameIn: cameIn ?? position
	};
}

function leastIdAt(ms: number): ActivityId {
	const id = newId<'activity'>(new Date(Math.max(ms, 0)));
	return `${id.slice(0, 15)}000-8000-000000000000` as ActivityId;
}
