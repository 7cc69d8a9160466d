import { sql } from 'drizzle-orm';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import { keepCounts } from './keep-counts.ts';
import { countSupporters, raise, type Counting, type Crossing } from './supporters.ts';

/**
 * Moves the goals that count goals, all the way up, after some that support them came over their
 * target or fell below it. For who holds the organizations' progress (see lock.ts): the crossings are
 * those of rows that this transaction has moved itself. Two statements, however long the chain is.
 */
export async function settle(
	tx: Queryable,
	crossed: readonly (Crossing & { orgId: OrgId })[],
	at: Date
): Promise<void> {
	const orgIds = [...new Set(crossed.map(({ orgId }) => orgId))];
	const here = orgIds.map((orgId) => crossed.filter((one) => one.orgId === orgId));
	const chains = await together(orgIds.map((orgId, i) => readChains(tx, orgId, here[i]!)));
	for (const [i, orgId] of orgIds.entries())
		await write(tx, orgId, raise(chains[i]!, here[i]!), at);
}

/**
 * Counts every goal of the organization that counts goals anew, deepest first. Answers those that
 * stood elsewhere. The caller holds the organization's ledger alone.
 */
export async function settleAll(tx: Queryable, orgId: OrgId, at: Date): Promise<GoalId[]> {
	const found = await tx.execute(sql`
		select ${COUNTING} from goals g
		left join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
		left join goals above on above.org_id = g.org_id and above.id = g.parent_id
		where g.org_id = ${orgId} and (g.measure = 'goals' or above.measure = 'goals')`);
	const goals = (found.rows as unknown as Row[]).map(toCounting);
	const known = new Map(goals.map((goal) => [goal.id, goal.value]));
	const moved = [...countSupporters(goals)].filter(([id, value]) => known.get(id) !== value);
	await write(tx, orgId, new Map(moved), at);
	return moved.map(([id]) => id);
}

const COUNTING = sql`g.id, g.parent_id, g.agreed_at is not null as agreed,
	g.measure = 'goals' and g.closed_at is null as counts_goals,
	g.start_value, g.target, coalesce(p.value, g.start_value) as value`;

// Each goal above once, however many of the crossed ones lead to it, and no further than where so many
// crossings could carry one over its own target.
async function readChains(
	tx: Queryable,
	orgId: OrgId,
	crossings: readonly Crossing[]
): Promise<Counting[]> {
	const statement = sql`
		with recursive up as (
			select ${COUNTING} from goals g
			join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
			where g.org_id = ${orgId}
				and g.id = any(${sql.param(crossings.map(({ goalId }) => goalId))}::uuid[])
			union
			select ${COUNTING} from up
			join goals g on g.org_id = ${orgId} and g.id = up.parent_id
			join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
			where g.measure = 'goals' and g.closed_at is null and up.agreed
				and (not up.counts_goals or abs(up.value - up.target) <= ${crossings.length}::int)
		)
		select * from up`;
	return (await runNamed<Row>(tx, 'read-goal-chains', statement)).map(toCounting);
}

interface Row {
	id: GoalId;
	parent_id: GoalId | null;
	agreed: boolean;
	counts_goals: boolean;
	start_value: string;
	target: string;
	value: string;
}

function toCounting(row: Row): Counting {
	return {
		id: row.id,
		parentId: row.parent_id,
		agreed: row.agreed,
		countsGoals: row.counts_goals,
		start: BigInt(row.start_value),
		target: BigInt(row.target),
		value: BigInt(row.value)
	};
}

async function write(
	tx: Queryable,
	orgId: OrgId,
	moved: ReadonlyMap<GoalId, bigint>,
	at: Date
): Promise<void> {
	if (!moved.size) return;
	const ids = [...moved.keys()];
	const statement = sql`
		insert into goal_progress (org_id, goal_id, value, moved_at)
		select ${orgId}::uuid, goal_id, value, ${at.toISOString()}::timestamptz
		from unnest(
			${sql.param(ids)}::uuid[],
			${sql.param([...moved.values()].map(String))}::bigint[]
		) as m(goal_id, value)
		on conflict (org_id, goal_id) do update set value = excluded.value, moved_at = excluded.moved_at`;
	// The second sees what the first has written: they are sent together and run in turn.
	await together([runNamed(tx, 'write-goal-chains', statement), keepCounts(tx, orgId, ids, at)]);
}
