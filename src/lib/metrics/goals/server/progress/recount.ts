import { sql, type SQL } from 'drizzle-orm';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { brought } from './brought.ts';
import { keepAllCounts } from './keep-counts.ts';
import { layFeeds } from './lay-feeds.ts';
import { settleAll } from './settle.ts';
import { tellReached } from '../tell-reached.ts';

/**
 * All that a goal needs after it was set, changed, moved under another, agreed, declined, joined,
 * left or closed: its feeds, its figure from past work, and the goals above. Call it last, in the
 * same transaction; the caller holds the organization's ledger alone (see lock.ts). A goal that was
 * closed keeps its result and, from then on, what each had brought to it.
 */
export async function recountGoal(
	tx: Queryable,
	orgId: OrgId,
	goalId: GoalId,
	now: Date
): Promise<void> {
	await layFeeds(tx, orgId, goalId);
	const one = { feeds: sql`f.goal_id = ${goalId}`, goals: sql`g.id = ${goalId}` };
	await tx.execute(counting(orgId, one, 'totals'));
	const above = await settleAll(tx, orgId, now);
	await tx.execute(keeping(orgId, goalId));
	await tellReached(tx, orgId, [goalId, ...above]);
}

/**
 * Counts every open goal of the organization anew, from the ledger, the taps and the goals that
 * support it. Answers those whose feeds, figure or kept counts were others.
 */
export async function recountAll(tx: Queryable, orgId: OrgId, now: Date): Promise<Set<GoalId>> {
	const laid = await layFeeds(tx, orgId);
	const all = { feeds: sql`f.is_open`, goals: sql`true` };
	const counted = await tx.execute(counting(orgId, all, 'ledger'));
	const figures = (counted.rows as { goal_id: GoalId }[]).map((row) => row.goal_id);
	const settled = await settleAll(tx, orgId, now);
	return new Set([...laid, ...figures, ...settled, ...(await keepAllCounts(tx, orgId, now))]);
}

// Answers the goals whose figure is new. Goals that count goals only get a row where there is none.
function counting(orgId: OrgId, which: { feeds: SQL; goals: SQL }, from: 'totals' | 'ledger'): SQL {
	return sql`
	with counted as (
		select w.goal_id, sum(w.value) as value from (${brought(orgId, which.feeds, { from })}) w
		group by w.goal_id
		union all
		select c.goal_id, sum(c.amount) from check_ins c
		join goals g on g.org_id = c.org_id and g.id = c.goal_id
		where g.org_id = ${orgId} and g.measure = 'check-in' and ${which.goals}
		group by c.goal_id
	)
	insert into goal_progress as p (org_id, goal_id, value)
	select g.org_id, g.id, (g.start_value + coalesce(c.value, 0))::bigint
	from goals g left join counted c on c.goal_id = g.id
	left join goal_progress had on had.org_id = g.org_id and had.goal_id = g.id
	where g.org_id = ${orgId} and g.closed_at is null and ${which.goals}
		and (g.measure <> 'goals' or had.goal_id is null)
	order by g.org_id, g.id
	on conflict (org_id, goal_id) do update set value = excluded.value
		where p.value <> excluded.value
	returning p.goal_id`;
}

// Nothing can have moved it since: whoever closes it holds the ledger alone.
function keeping(orgId: OrgId, goalId: GoalId): SQL {
	return sql`
	insert into goal_results (org_id, goal_id, member_id, value, activities)
	select g.org_id, g.id, w.member_id, w.value, w.activities
	from goals g join (
		${brought(orgId, sql`f.goal_id = ${goalId}`)}
		union all
		select goal_id, member_id, sum(amount)::bigint, sum(amount)::int from check_ins
		where org_id = ${orgId} and goal_id = ${goalId} group by goal_id, member_id
	) w on w.goal_id = g.id
	where g.org_id = ${orgId} and g.id = ${goalId} and g.closed_at is not null and w.activities > 0
		and not exists (select from goal_results r where r.org_id = g.org_id and r.goal_id = g.id)
	on conflict do nothing`;
}
