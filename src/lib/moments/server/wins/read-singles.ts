import { sql } from 'drizzle-orm';
import { activities, counts } from '#lib/metrics/activity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Best } from '../../win.ts';
import type { Asked } from './read-pasts.ts';

/** The largest entry of each past before its day, each in its place. One query. */
export async function readSingles(db: Queryable, orgId: OrgId, asked: Asked[]): Promise<Best[]> {
	if (!asked.length) return [];
	const column = (of: (each: Asked) => string) => sql.param(asked.map(of));
	const found = await db.execute(sql`
		select coalesce(max(${activities.value}), 0)::text as value, count(${activities.id})::int as of
		from unnest(${column((a) => a.memberId)}::uuid[], ${column((a) => a.metricId)}::uuid[],
			${column((a) => a.day)}::date[]) with ordinality as a(member_id, metric_id, day, n)
		left join ${activities} on ${activities.orgId} = ${orgId}
			and ${activities.memberId} = a.member_id and ${activities.metricId} = a.metric_id
			and ${activities.day} < a.day and ${counts()}
		group by a.n order by a.n`);
	return (found.rows as { value: string; of: number }[]).map(({ value, of }) => ({
		value: BigInt(value),
		of
	}));
}
