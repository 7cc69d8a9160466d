import { sql } from 'drizzle-orm';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Contribution, Tap } from '../../page/work.ts';
import { brought } from '../progress/brought.ts';

/**
 * Who feeds a goal that counts a metric, most first. With the goal's start, their sum is its
 * progress; of a closed goal they are as they were then. `most` cuts the list.
 */
export async function readContributions(
	db: Queryable,
	orgId: OrgId,
	goalId: GoalId,
	most: number | null = null
): Promise<Contribution[]> {
	const found = await db.execute(sql`
		select m.id, m.name, m.colour, w.value::text as value, w.activities
		from (
			select member_id, value, activities from goal_results
			where org_id = ${orgId} and goal_id = ${goalId}
			union all
			select member_id, value, activities
			from (${brought(orgId, sql`f.goal_id = ${goalId} and f.is_open`)}) b
		) w join members m on m.org_id = ${orgId} and m.id = w.member_id
		where w.activities > 0
		order by w.value desc, m.name, m.id limit ${most}::int`);
	const rows = found.rows as unknown as (Contribution['member'] & Omit<Contribution, 'member'>)[];
	return rows.map(({ id, name, colour, value, activities }) => ({
		member: { id, name, colour },
		value,
		activities
	}));
}

/** The check-ins of a goal, newest first, at most a hundred. */
export async function readTaps(db: Queryable, orgId: OrgId, goalId: GoalId): Promise<Tap[]> {
	const found = await db.execute(sql`
		select c.id, c.amount::int as amount, c.note, c.at, m.name as by from check_ins c
		join members m on m.org_id = c.org_id and m.id = c.member_id
		where c.org_id = ${orgId} and c.goal_id = ${goalId} order by c.at desc, c.id desc limit 100`);
	const rows = found.rows as unknown as (Omit<Tap, 'at'> & { at: Date | string })[];
	return rows.map(({ id, amount, note, at, by }) => ({
		...{ id, amount, note, by },
		at: new Date(at).toISOString()
	}));
}
