import { sql, type SQL } from 'drizzle-orm';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { brought } from '../progress/brought.ts';
import type { CrossedGoal } from '../progress/crossed-by.ts';

/**
 * Everybody who fed one of these goals that activities carried over their target, or back below it:
 * those who came before them helped as much. Where it cannot be told any more whether they did, those
 * of `people`, whose activities they were.
 */
export async function fedCrossed(
	db: Queryable,
	orgId: OrgId,
	crossed: readonly CrossedGoal[],
	people: readonly MemberId[]
): Promise<Set<MemberId>> {
	const over = crossed.filter(({ isTarget }) => isTarget);
	const sure = over.filter(({ isSure }) => isSure);
	const unsure = over.filter(({ isSure }) => !isSure);
	const theirs = sql`b.member_id = any(${sql.param([...people])}::uuid[])`;
	return new Set([...(await fed(db, orgId, sure)), ...(await fed(db, orgId, unsure, theirs))]);
}

// Apart from what was crossed: in one query the database first sums up everybody's work in case there is any.
async function fed(
	db: Queryable,
	orgId: OrgId,
	goals: CrossedGoal[],
	work?: SQL
): Promise<MemberId[]> {
	if (!goals.length) return [];
	const these = sql`f.goal_id = any(${sql.param(goals.map(({ id }) => id))}::uuid[])`;
	const found = await db.execute(sql`
		select distinct w.member_id as "memberId" from (${brought(orgId, these, { work })}) w`);
	return (found.rows as { memberId: MemberId }[]).map(({ memberId }) => memberId);
}
