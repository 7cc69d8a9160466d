import { sql } from 'drizzle-orm';
import { activities, counts } from '#lib/metrics/activity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Best } from '../../win.ts';
import type { Asked } from './read-pasts.ts';

/** A past, and the largest entry of the win that would beat it. */
export interface AskedSingle extends Asked {
	largest: bigint;
}

/**
 * The largest entry of each past before its day, each in its place. Where one is as large as the
 * win's own, any of those stands for all of them, of 1: most wins are no record, and that is found
 * after a few rows instead of all that somebody ever did. One query.
 */
export async function readSingles(
	db: Queryable,
	orgId: OrgId,
	asked: AskedSingle[]
): Promise<Best[]> {
	if (!asked.length) return [];
	const once = [...new Map(asked.map((each) => [keyOf(each), each])).values()];
	const column = (of: (each: AskedSingle) => string) => sql.param(once.map(of));
	const earlier = sql`${activities.orgId} = ${orgId}
		and ${activities.memberId} = a.member_id and ${activities.metricId} = a.metric_id
		and ${activities.day} < a.day and ${counts()}`;
	const found = await db.execute(sql`
		select coalesce(larger.value, largest.value, 0)::text as value,
			case when larger.value is null then largest.of else 1 end as of
		from unnest(${column((a) => a.memberId)}::uuid[], ${column((a) => a.metricId)}::uuid[],
			${column((a) => a.day)}::date[], ${column((a) => String(a.largest))}::bigint[])
			with ordinality as a(member_id, metric_id, day, largest, n)
		left join lateral (
			select ${activities.value} from ${activities}
			where ${earlier} and ${activities.value} >= a.largest limit 1
		) larger on true
		left join lateral (
			select max(${activities.value}) as value, count(*)::int as of
			from ${activities} where larger.value is null and ${earlier}
		) largest on true
		order by a.n`);
	const singles = found.rows as { value: string; of: number }[];
	const best = new Map(
		once.map((each, at) => [
			keyOf(each),
			{ value: BigInt(singles[at]!.value), of: singles[at]!.of }
		])
	);
	return asked.map((each) => best.get(keyOf(each))!);
}

function keyOf({ memberId, metricId, day, largest }: AskedSingle): string {
	return [memberId, metricId, day, largest].join();
}
