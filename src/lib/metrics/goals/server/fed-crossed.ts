import { sql } from 'drizzle-orm';
import type { ActivityId, GoalId, MemberId, OrgId } from '#lib/platform/ids.ts';
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
	const crossed = await crossedBy(db, orgId, ids);
	if (!crossed.length) return [];
	const found = await db.execute(sql`
		select distinct w.member_id as "memberId"
		from (${brought(orgId, sql`f.goal_id = any(${sql.param(crossed)}::uuid[])`)}) w`);
	return (found.rows as { memberId: MemberId }[]).map(({ memberId }) => memberId);
}

// By itself, since nearly always there is none: in one query with the other, the database first sums
// up everybody's work in case there is.
async function crossedBy(
	db: Queryable,
	orgId: OrgId,
	ids: readonly ActivityId[]
): Promise<GoalId[]> {
	const found = await db.execute(sql`
		with moved as (
			select goal_id, sum(value) as value from (${ledBy(orgId, ids)}) led
			where is_open group by goal_id
		)
		select g.id from moved m
		join goals g on g.org_id = ${orgId} and g.id = m.goal_id and g.agreed_at is not null
		join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
		where (p.value >= g.target) <> (p.value - m.value >= g.target)`);
	return (found.rows as { id: GoalId }[]).map(({ id }) => id);
}
