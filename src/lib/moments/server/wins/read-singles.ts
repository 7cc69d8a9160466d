import { sql } from 'drizzle-orm';
import { activities, counts } from '#lib/metrics/activity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Best } from '../../win.ts';
import type { Asked } from './read-pasts.ts';

/**
 * The largest entry of each past before its day, each in its place. One query, which reads what
 * somebody did in a metric once, however many of their days are asked for.
 */
export async function readSingles(db: Queryable, orgId: OrgId, asked: Asked[]): Promise<Best[]> {
	if (!asked.length) return [];
	const once = new Map(asked.map((each) => [keyOf(each), each]));
	const column = (of: (each: Asked) => string) => sql.param([...once.values()].map(of));
	const found = await db.execute(sql`
		with a as materialized (
			select * from unnest(${column((a) => a.memberId)}::uuid[], ${column((a) => a.metricId)}::uuid[],
				${column((a) => a.day)}::date[]) with ordinality as a(member_id, metric_id, day, n)
		), days as materialized (
			select ${activities.memberId}, ${activities.metricId}, ${activities.day},
				max(${activities.value}) as value, count(*) as of
			from (select member_id, metric_id, max(day) as last from a group by 1, 2) as whose
			join ${activities} on ${activities.orgId} = ${orgId}
				and ${activities.memberId} = whose.member_id and ${activities.metricId} = whose.metric_id
				and ${activities.day} < whose.last and ${counts()}
			group by 1, 2, 3
		)
		select coalesce(max(d.value), 0)::text as value, coalesce(sum(d.of), 0)::int as of
		from a left join days d on d.member_id = a.member_id and d.metric_id = a.metric_id and d.day < a.day
		group by a.n order by a.n`);
	const singles = found.rows as { value: string; of: number }[];
	const best = new Map(
		[...once.keys()].map((key, at) => [
			key,
			{ value: BigInt(singles[at]!.value), of: singles[at]!.of }
		])
	);
	return asked.map((each) => best.get(keyOf(each))!);
}

function keyOf({ memberId, metricId, day }: Asked): string {
	return [memberId, metricId, day].join();
}
