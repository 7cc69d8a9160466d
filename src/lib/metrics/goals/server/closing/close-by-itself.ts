import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { listOrganizations } from '#lib/identity/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import { holdLedger } from '#lib/metrics/activity/server/index.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { GOALS } from '../../facts.ts';
import { LEDGER_NOW } from '../ledger-now.ts';
import { brought } from '../progress/brought.ts';
import { dropWishes } from '../support/drop-wishes.ts';
import { goalChanges, goals } from '../schema.ts';
import { goalProgress } from '../progress/schema.ts';

/** Whoever answers for a goal has so many days after its last one to say what was learned. */
const REVIEWED_WITHIN = 14;
/** Recording waits while so many are closed. */
const AT_ONCE = 200;

/**
 * Closes the goals, of every organization, that ended more than two weeks ago and that nobody has
 * reviewed: with the result alone. Again, or twice at once, changes nothing. Answers how many.
 */
export async function closeEndedGoals(context: Context): Promise<number> {
	const now = context.clock.now();
	let all = 0;
	for (const { id, timeZone } of await listOrganizations(context.db)) {
		const over = addDays(dayIn(timeZone, now), -REVIEWED_WITHIN);
		const ended = and(isNull(goals.closedAt), lt(goals.endsOn, over));
		for (let closed = AT_ONCE; closed === AT_ONCE; all += closed)
			closed = await close(context, id, ended, null);
	}
	return all;
}

/** Closes one goal with its result and this sentence, where it is open; by nobody. */
export async function closeByItself(
	context: Context,
	orgId: OrgId,
	goalId: GoalId,
	learned: string
): Promise<boolean> {
	const one = and(isNull(goals.closedAt), eq(goals.id, goalId));
	return (await close(context, orgId, one, learned)) > 0;
}

async function close(
	{ db, clock, announce }: Context,
	orgId: OrgId,
	which: ReturnType<typeof and>,
	learned: string | null
): Promise<number> {
	const closed = await db.transaction(async (tx) => {
		await holdLedger(tx, orgId);
		const found = await tx
			.select({ id: goals.id, target: goals.target, value: goalProgress.value })
			.from(goals)
			.leftJoin(
				goalProgress,
				and(eq(goalProgress.orgId, goals.orgId), eq(goalProgress.goalId, goals.id))
			)
			.where(and(eq(goals.orgId, orgId), which))
			.orderBy(goals.endsOn, goals.id)
			.limit(AT_ONCE);
		if (found.length) await write(tx, orgId, found, learned, clock.now());
		return found.length;
	});
	if (closed) announce(orgId, [GOALS, 'asks']);
	return closed;
}

/** What each had brought is kept with the result, and no activity leads there any more. */
async function write(
	tx: Queryable,
	orgId: OrgId,
	closing: { id: GoalId; target: bigint; value: bigint | null }[],
	learned: string | null,
	at: Date
): Promise<void> {
	const ids = closing.map(({ id }) => id);
	const these = sql`any(${sql.param(ids)}::uuid[])`;
	await tx.execute(sql`
		insert into goal_results (org_id, goal_id, member_id, value, activities)
		select ${orgId}, goal_id, member_id, value, activities from (
			${brought(orgId, sql`f.goal_id = ${these}`)}
			union all
			select goal_id, member_id, sum(amount)::bigint, sum(amount)::int from check_ins
			where org_id = ${orgId} and goal_id = ${these} group by goal_id, member_id
		) b where activities > 0
		on conflict do nothing`);
	await tx.execute(sql`update goal_feeds set is_open = false
		where org_id = ${orgId} and goal_id = ${these} and is_open`);
	await tx
		.update(goals)
		.set({ closedAt: at, closedBy: null, learned, wantedId: null, closedPosition: LEDGER_NOW })
		.where(and(eq(goals.orgId, orgId), inArray(goals.id, ids)));
	await tx.insert(goalChanges).values(
		closing.map(({ id, target, value }) => ({
			...{ orgId, id: newId<'goal-change'>(at), goalId: id, kind: 'closed' as const, by: null, at },
			says: {
				...{ itself: 'yes', value: String(value ?? 0n), target: String(target) },
				...(learned ? { learned } : {})
			}
		}))
	);
	await dropWishes(tx, orgId, at);
}
