import { sql, type SQL } from 'drizzle-orm';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';

/**
 * Keeps by how much these goals that count goals have just moved, for when they were reached: other than
 * work and taps, what they count leaves no trace. For who holds their progress.
 */
export async function keepCounts(
	tx: Queryable,
	orgId: OrgId,
	ids: readonly GoalId[],
	at: Date
): Promise<void> {
	const these = sql`g.id = any(${sql.param([...ids])}::uuid[])`;
	await runNamed(tx, 'keep-goal-counts', keeping(orgId, these, at));
}

/** The same for all of the organization's; answers those whose moves did not add up to their figure. */
export async function keepAllCounts(tx: Queryable, orgId: OrgId, at: Date): Promise<GoalId[]> {
	const kept = await tx.execute(keeping(orgId, sql`g.measure = 'goals'`, at));
	return (kept.rows as { goal_id: GoalId }[]).map((row) => row.goal_id);
}

// Batches begin in one order and get the progress in another: a move is told after the one before it, by
// what a screen tells apart.
function keeping(orgId: OrgId, which: SQL, at: Date): SQL {
	return sql`
	insert into goal_counts (org_id, goal_id, step, at)
	select g.org_id, g.id, p.value - g.start_value - before.sum,
		case when before.last > began.at then before.last + interval '1 millisecond' else began.at end
	from goals g join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
	cross join lateral (
		select coalesce(sum(c.step), 0) as sum, max(c.at) as last from goal_counts c
		where c.org_id = g.org_id and c.goal_id = g.id
	) before cross join (select ${at.toISOString()}::timestamptz as at) began
	where g.org_id = ${orgId} and ${which} and p.value - g.start_value <> before.sum
	returning goal_id`;
}
