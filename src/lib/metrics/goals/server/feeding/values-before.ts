import { sql } from 'drizzle-orm';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { brought } from '../progress/brought.ts';

/**
 * The figure of each of these goals without what activities of this day and later ones brought: the
 * few that are left out are counted, not the many before. One query a day, however many goals.
 */
export async function valuesBefore(
	db: Queryable,
	orgId: OrgId,
	asked: readonly { goalId: GoalId; day: Day }[]
): Promise<Map<GoalId, bigint>> {
	const values = new Map<GoalId, bigint>();
	for (const [day, some] of groupedBy(asked, (one) => one.day)) {
		const ids = sql.param([...new Set(some.map(({ goalId }) => goalId))]);
		const these = sql`f.goal_id = any(${ids}::uuid[])`;
		const since = brought(orgId, these, { work: sql`b.day >= ${day}` });
		const found = await db.execute(sql`
			select p.goal_id as id, (p.value - coalesce(sum(w.value), 0))::text as value
			from goal_progress p left join (${since}) w on w.goal_id = p.goal_id
			where p.org_id = ${orgId} and p.goal_id = any(${ids}::uuid[])
			group by p.goal_id, p.value`);
		for (const { id, value } of found.rows as { id: GoalId; value: string }[])
			values.set(id, BigInt(value));
	}
	return values;
}
