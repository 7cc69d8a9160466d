import { sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Tally } from '../programme.ts';

/**
 * How each of these rounds was answered, by the round's id, in one query. Who leaves later stays
 * counted: the figures before and after would tell what they had said.
 */
export async function readTallies(
	db: Queryable,
	orgId: OrgId,
	ids: readonly string[]
): Promise<Map<string, Tally>> {
	if (!ids.length) return new Map();
	const found = await db.execute(sql`
		select r.id, count(a.member_id)::int as asked,
			count(*) filter (where a.answer = 'useful')::int as useful,
			count(*) filter (where a.answer = 'not-for-me')::int as "notForMe"
		from programme_rounds r
		left join programme_answers a on a.org_id = r.org_id and a.round_id = r.id
		where r.org_id = ${orgId} and r.id = any(${sql.param([...ids])}::uuid[])
		group by r.id`);
	const rows = found.rows as unknown as (Tally & { id: string })[];
	return new Map(rows.map(({ id, ...tally }) => [id, tally]));
}
