import { sql, type SQL } from 'drizzle-orm';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { settleGoals } from '../lock.ts';
import { countSupporters, raise, type Counting, type Crossing } from './supporters.ts';

/**
 * Moves the goals that count goals, all the way up, after some that support them came over their
 * target or fell below it. For who holds the organizations' goals with others: the crossings are
 * those of rows that this transaction has moved itself. Three statements, however long the chain is.
 */
export async function settle(
	tx: Queryable,
	crossed: readonly (Crossing & { orgId: OrgId })[],
	at: Date
): Promise<void> {
	const orgIds = [...new Set(crossed.map(({ orgId }) => orgId))];
	await settleGoals(tx, orgIds);
	for (const orgId of orgIds) {
		const here = crossed.filter((one) => one.orgId === orgId);
		const chains = await read(
			tx,
			chainsOf(
				orgId,
				here.map(({ goalId }) => goalId)
			)
		);
		await write(tx, orgId, raise(chains, here), at);
	}
}

/**
 * Counts every goal of the organization that counts goals anew, deepest first. Answers those that
 * stood elsewhere. The caller holds the organization's goals alone.
 */
export async function settleAll(tx: Queryable, orgId: OrgId): Promise<GoalId[]> {
	const goals = await read(
		tx,
		sql`select g.* from goals g
			left join goals above on above.org_id = g.org_id and above.id = g.parent_id
			where g.org_id = ${orgId} and (g.measure = 'goals' or above.measure = 'goals')`
	);
	const known = new Map(goals.map((goal) => [goal.id, goal.value]));
	const moved = [...countSupporters(goals)].filter(([id, value]) => known.get(id) !== value);
	await write(tx, orgId, new Map(moved));
	return moved.map(([id]) => id);
}

// Each goal above once, however many of the crossed ones lead to it.
function chainsOf(orgId: OrgId, ids: GoalId[]): SQL {
	return sql`
		with recursive up as (
			select g.org_id, g.id, g.parent_id from goals g
			where g.org_id = ${orgId} and g.id = any(${sql.param(ids)}::uuid[])
			union
			select g.org_id, g.id, g.parent_id from up
			join goals g on g.org_id = up.org_id and g.id = up.parent_id
			where g.measure = 'goals' and g.closed_at is null
		)
		select g.* from up join goals g on g.org_id = up.org_id and g.id = up.id`;
}

async function read(tx: Queryable, goals: SQL): Promise<Counting[]> {
	const found = await tx.execute(sql`
		select g.id, g.parent_id as "parentId", g.agreed_at is not null as agreed,
			g.measure = 'goals' and g.closed_at is null as "countsGoals",
			g.start_value as start, g.target, coalesce(p.value, g.start_value) as value
		from (${goals}) g
		left join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id`);
	const rows = found.rows as unknown as (Counting & Record<Figure, string>)[];
	return rows.map((row) => ({
		...row,
		start: BigInt(row.start),
		target: BigInt(row.target),
		value: BigInt(row.value)
	}));
}

type Figure = 'start' | 'target' | 'value';

async function write(
	tx: Queryable,
	orgId: OrgId,
	moved: ReadonlyMap<GoalId, bigint>,
	at?: Date
): Promise<void> {
	if (!moved.size) return;
	await tx.execute(sql`
		insert into goal_progress (org_id, goal_id, value, moved_at)
		select ${orgId}, goal_id, value, coalesce(${at ?? null}::timestamptz, now())
		from unnest(
			${sql.param([...moved.keys()])}::uuid[],
			${sql.param([...moved.values()].map(String))}::bigint[]
		) as m(goal_id, value)
		on conflict (org_id, goal_id) do update set value = excluded.value, moved_at = excluded.moved_at`);
}
