import { and, desc, eq, lt, sql, sum } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { goals, type FedGoal } from '#lib/metrics/goals/server/index.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { rowsOf, type Step } from './feeding.ts';
import type { FreshRow } from './fresh-rows.ts';
import { standing } from './standing-activities.ts';
import { moments } from './schema.ts';

/** Whose activity carried a goal over the line, and how far. */
export interface Crossing {
	row: FreshRow;
	step: Step;
}

/**
 * Who carried a reached goal over the line without its ringing: of activities recorded side by side
 * the later in the ledger may be there first, and then neither sees the line crossed at its own
 * place. Where the ledger's order does not tell either, it is this row. Undefined where the goal has
 * rung, and where it was reached before this day or before it was set.
 */
export async function missedCrossing(
	db: Queryable,
	goal: FedGoal,
	row: FreshRow
): Promise<Crossing | undefined> {
	if (await hasRung(db, goal, row)) return undefined;
	if ((await valueBefore(db, goal, row)) >= goal.target) return undefined;
	const crossed = await crossedAt(db, goal, row);
	if (crossed && crossed.row.recordedAt < crossed.setAt) return undefined;
	// A day that was added later rings for nobody; whoever works today does.
	if (crossed && crossed.stands && crossed.row.day >= row.day) {
		const after = BigInt(crossed.after);
		return { row: crossed.row, step: stepTo(goal, after, crossed.row) };
	}
	return { row, step: stepTo(goal, goal.value, row) };
}

function stepTo({ id }: FedGoal, after: bigint, { value }: FreshRow): Step {
	return { id, before: after - value, after };
}

async function hasRung(db: Queryable, goal: FedGoal, { orgId }: FreshRow): Promise<boolean> {
	const rung = await db
		.select({ id: moments.id })
		.from(moments)
		.where(and(eq(moments.orgId, orgId), eq(moments.cause, `goal:${goal.id}`)));
	return rung.length > 0;
}

async function valueBefore(db: Queryable, goal: FedGoal, row: FreshRow): Promise<bigint> {
	const [before] = await db
		.select({ value: sum(activities.value) })
		.from(activities)
		.innerJoin(goals, and(eq(goals.orgId, activities.orgId), eq(goals.id, goal.id)))
		.where(and(rowsOf(goal, row), lt(activities.day, row.day)));
	return BigInt(before?.value ?? 0);
}

/** The last row, in the ledger's order, at which the goal went over its target. */
async function crossedAt(db: Queryable, goal: FedGoal, row: FreshRow) {
	const running = db
		.select({
			id: activities.id,
			setAt: goals.createdAt,
			after: sql<string>`sum(${activities.value}) over (order by ${activities.position})`.as(
				'after'
			)
		})
		.from(activities)
		.innerJoin(goals, and(eq(goals.orgId, activities.orgId), eq(goals.id, goal.id)))
		.where(rowsOf(goal, row))
		.as('running');
	const target = sql`${String(goal.target)}::bigint`;
	const [crossed] = await db
		.select({
			row: activities,
			setAt: running.setAt,
			after: running.after,
			stands: sql<boolean>`${standing(row.orgId)}`
		})
		.from(running)
		.innerJoin(activities, and(eq(activities.orgId, row.orgId), eq(activities.id, running.id)))
		.where(
			sql`${running.after} >= ${target} and ${running.after} - ${activities.value} < ${target}`
		)
		.orderBy(desc(activities.position))
		.limit(1);
	return crossed;
}
