import { sql, type SQL } from 'drizzle-orm';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { holdGoals } from './lock.ts';
import { feeding } from './project-activities.ts';

/**
 * Recounts the open goals of one organization, or of all, from the ledger and the check-ins.
 * Closed goals keep the result they were closed with. Answers how many goals there are and how many
 * had another figure before.
 */
export async function rebuildProgress(
	db: Queryable,
	orgId?: OrgId
): Promise<{ goals: number; corrected: number }> {
	const orgs = orgId ? [orgId] : await organizationsWithGoals(db);
	const sum = { goals: 0, corrected: 0 };
	for (const org of orgs) {
		const one = await db.transaction((tx) => rebuildOne(tx, org));
		sum.goals += one.goals;
		sum.corrected += one.corrected;
	}
	return sum;
}

/** The caller holds the organization's goals. Counts past work into a goal that is new or changed. */
export async function countPast(tx: Queryable, orgId: OrgId, goalId: GoalId): Promise<void> {
	// The totals of single days are as exact as the ledger and a hundred times shorter, and recording
	// waits meanwhile.
	const days = sql`(select org_id, metric_id, period_start as day, team_id, member_id, value
		from totals where org_id = ${orgId} and period_kind = 'day'
		and metric_id = (select metric_id from goals where org_id = ${orgId} and id = ${goalId}))`;
	await tx.execute(recount(orgId, days, sql`g.id = ${goalId}`));
}

async function rebuildOne(tx: Queryable, orgId: OrgId) {
	await holdGoals(tx, orgId);
	const ledger = sql`activities`;
	const corrected = await tx.execute(recount(orgId, ledger, sql`g.closed_at is null`));
	const counted = await tx.execute(
		sql`select count(*)::int as n from goals where org_id = ${orgId} and closed_at is null`
	);
	return {
		goals: (counted.rows as { n: number }[])[0]!.n,
		corrected: corrected.rows.length
	};
}

// Answers the goals whose figure is new.
function recount(orgId: OrgId, work: SQL, which: SQL): SQL {
	return sql`
	with counted as (
		select g.org_id, g.id, coalesce(sum(b.value), 0)::bigint as value
		from goals g left join ${work} b on ${feeding}
		where g.org_id = ${orgId} and g.measure = 'metric' and ${which}
		group by g.org_id, g.id
		union all
		select g.org_id, g.id, coalesce(sum(c.amount), 0)::bigint
		from goals g left join check_ins c on c.org_id = g.org_id and c.goal_id = g.id
		where g.org_id = ${orgId} and g.measure = 'check-in' and ${which}
		group by g.org_id, g.id
	)
	insert into goal_progress as p (org_id, goal_id, value)
	select org_id, id, value from counted order by org_id, id
	on conflict (org_id, goal_id) do update set value = excluded.value
		where p.value <> excluded.value
	returning p.goal_id`;
}

async function organizationsWithGoals(db: Queryable): Promise<OrgId[]> {
	const found = await db.execute(sql`select distinct org_id from goals order by org_id`);
	return (found.rows as { org_id: OrgId }[]).map((row) => row.org_id);
}
