import { sql } from 'drizzle-orm';
import { activities, counts } from '#lib/metrics/activity/server/index.ts';
import type { MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { FreshRow } from '../fresh-rows.ts';

/** One metric of one person's win. */
interface Asked {
	memberId: MemberId;
	metricId: MetricId;
	rows: FreshRow[];
}

/**
 * The kind of customer that each of these was the person's first with, each in its place; null where
 * it says none or there was one before. One query, and none where nobody names a kind.
 */
export async function readKinds(
	db: Queryable,
	orgId: OrgId,
	asked: Asked[]
): Promise<(string | null)[]> {
	const named = asked.flatMap(({ memberId, metricId, rows }, n) =>
		rows.flatMap(({ segment, position }) =>
			segment ? [{ n, memberId, metricId, segment, position }] : []
		)
	);
	if (!named.length) return asked.map(() => null);
	type Named = (typeof named)[number];
	const column = (of: (each: Named) => unknown) => sql.param(named.map(of));
	const found = await db.execute(sql`
		select distinct on (a.n) a.n::int as n, a.segment
		from unnest(${column((a) => a.n)}::int[], ${column((a) => a.memberId)}::uuid[],
			${column((a) => a.metricId)}::uuid[], ${column((a) => a.segment)}::text[],
			${column((a) => String(a.position))}::bigint[]) as a(n, member_id, metric_id, segment, position)
		where not exists (
			select from ${activities} where ${activities.orgId} = ${orgId}
				and ${activities.memberId} = a.member_id and ${activities.metricId} = a.metric_id
				and ${activities.segment} = a.segment and ${activities.position} < a.position and ${counts()})
		order by a.n, a.position`);
	const firsts = new Map(
		(found.rows as { n: number; segment: string }[]).map(({ n, segment }) => [n, segment])
	);
	return asked.map((_, n) => firsts.get(n) ?? null);
}
