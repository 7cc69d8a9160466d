import { sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Tally } from '../programme.ts';

/** How each of these rounds was answered, by the round's id; of those still here, or everybody. One query. */
export async function readTallies(
	db: Queryable,
	orgId: OrgId,
	ids: readonly string[],
	whose: 'still here' | 'everybody' = 'still here'
): Promise<Map<string, Tally>> {
	if (!ids.length) return new Map();
	const found = await db.execute(sql`
		select r.id, count(m.id)::int as asked,
			count(m.id) filter (where a.answer = 'useful')::int as useful,
			count(m.id) filter (where a.answer = 'not-for-me')::int as "notForMe"
		from programme_rounds r
		left join programme_answers a on a.org_id = r.org_id and a.round_id = r.id
		left join members m on m.org_id = a.org_id and m.id = a.member_id
			and (m.left_at is null or ${whose === 'everybody'})
		where r.org_id = ${orgId} and r.id = any(${sql.param([...ids])}::uuid[])
		group by r.id`);
	const rows = found.rows as unknown as (Tally & { id: string })[];
	return new Map(rows.map(({ id, ...tally }) => [id, tally]));
}
