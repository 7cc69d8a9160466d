import { sql } from 'drizzle-orm';
import type { ActivityId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** What a batch of the ledger says of one person. */
export interface Worked {
	metricIds: Set<string>;
	/** By metric: what came in for the very day it was recorded on. */
	brought: Map<string, bigint>;
	/** Something of it took an entry back. */
	isCorrected: boolean;
	/** Something of it is today's work, which may ring; the past rings nothing. */
	isFresh: boolean;
}

interface Found {
	member_id: MemberId;
	metric_id: string;
	is_corrected: boolean;
	is_fresh: boolean;
	brought: string | null;
}

/** A batch by person; one query, which answers a line a person and metric, however large it is. */
export async function workOf(
	db: Queryable,
	orgId: OrgId,
	ids: readonly ActivityId[],
	timeZone: string
): Promise<Map<MemberId, Worked>> {
	const found = await db.execute(sql`
		select member_id, metric_id, bool_or(sign < 0) as is_corrected,
			coalesce(bool_or(sign > 0) filter (where is_fresh), false) as is_fresh,
			sum(value) filter (where is_fresh)::text as brought
		from activities cross join lateral (
			select day = (recorded_at at time zone ${timeZone})::date as is_fresh
		) at
		where org_id = ${orgId} and id = any(${sql.param(ids)}::uuid[])
		group by member_id, metric_id`);
	const people = new Map<MemberId, Worked>();
	for (const row of found.rows as unknown as Found[]) {
		const worked = people.get(row.member_id) ?? nothing();
		people.set(row.member_id, worked);
		worked.metricIds.add(row.metric_id);
		worked.isCorrected ||= row.is_corrected;
		worked.isFresh ||= row.is_fresh;
		if (row.brought !== null) worked.brought.set(row.metric_id, BigInt(row.brought));
	}
	return people;
}

/** Nothing of one's own: somebody whom another's work carried over the line. */
export function nothing(): Worked {
	return { metricIds: new Set(), brought: new Map(), isCorrected: false, isFresh: false };
}
