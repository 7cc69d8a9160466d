import { sql } from 'drizzle-orm';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Contribution, Tap } from '../work.ts';
import { feeding } from './project-activities.ts';

/** Who feeds a goal that counts a metric, most first. Their sum is an open goal's progress. */
export async function readContributions(
	db: Queryable,
	orgId: OrgId,
	goalId: GoalId
): Promise<Contribution[]> {
	const found = await db.execute(sql`
		select m.id, m.name, m.colour, sum(b.value)::text as value, sum(b.activities)::int as activities
		from goals g
		join (
			select org_id, metric_id, period_start as day, team_id, member_id, value, activities
			from totals where org_id = ${orgId} and period_kind = 'day'
		) b on ${feeding}
		join members m on m.org_id = b.org_id and m.id = b.member_id
		where g.org_id = ${orgId} and g.id = ${goalId}
		group by m.id, m.name, m.colour having sum(b.activities) > 0
		order by sum(b.value) desc, m.name`);
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
		select id, amount::int as amount, note, at from check_ins
		where org_id = ${orgId} and goal_id = ${goalId} order by at desc, id desc limit 100`);
	const rows = found.rows as unknown as (Omit<Tap, 'at'> & { at: Date | string })[];
	return rows.map(({ id, amount, note, at }) => ({
		id,
		amount,
		note,
		at: new Date(at).toISOString()
	}));
}
