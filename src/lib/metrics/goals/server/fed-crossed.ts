import { sql } from 'drizzle-orm';
import type { ActivityId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { brought, ledBy } from './progress/brought.ts';

/**
 * Everybody who fed a goal that these activities carried over its target, or back below it: those
 * who came before them helped as much.
 */
export async function fedCrossed(
	db: Queryable,
	orgId: OrgId,
	ids: readonly ActivityId[]
): Promise<MemberId[]> {
	const found = await db.execute(sql`
		with moved as (
			select goal_id, sum(value) as value from (${ledBy(orgId, ids)}) led
			where is_open group by goal_id
		), crossed as materialized (
			select g.id from moved m
			join goals g on g.org_id = ${orgId} and g.id = m.goal_id and g.agreed_at is not null
			join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
			where (p.value >= g.target) <> (p.value - m.value >= g.target)
		)
		select distinct w.member_id as "memberId"
		from (${brought(orgId, sql`f.goal_id in (select id from crossed)`)}) w`);
	return (found.rows as { memberId: MemberId }[]).map(({ memberId }) => memberId);
}
