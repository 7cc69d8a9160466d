import { sql } from 'drizzle-orm';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** How many other people's cards hold as this person has written them. */
export async function countWritten(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId
): Promise<number> {
	const found = await db.execute(sql`
		select count(*)::int as count from expectation_cards c
		join members m on m.org_id = c.org_id and m.id = c.member_id and m.left_at is null
		where c.org_id = ${orgId} and c.written_by = ${memberId} and c.member_id <> ${memberId}
			and c.version = (select max(v.version) from expectation_cards v
				where v.org_id = c.org_id and v.member_id = c.member_id)`);
	return (found.rows[0] as { count: number }).count;
}
