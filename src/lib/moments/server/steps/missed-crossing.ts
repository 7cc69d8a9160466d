import { and, desc, eq, sql } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { goals } from '#lib/metrics/goals/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { fedTo, type Step } from '../feeding.ts';
import type { FreshRow } from '../fresh-rows.ts';
import { standing } from '../standing-activities.ts';
import type { UnrungStep } from './unrung-steps.ts';

/** Whose activity carried a goal over a step, and how far. */
export interface Crossing {
	row: FreshRow;
	step: Step;
}

/**
 * Who carried a goal over a step without its ringing: of activities recorded side by side the later
 * in the ledger may be there first, and then neither sees the line crossed at its own place. Where
 * the ledger's order does not tell either, it is this row. Undefined where the step was reached
 * before the goal was set; not to be asked where it was before this day: see `valuesBefore`.
 */
export async function missedCrossing(
	db: Queryable,
	reached: UnrungStep,
	row: FreshRow
): Promise<Crossing | undefined> {
	const crossed = await crossedAt(db, row.orgId, reached);
	if (crossed && crossed.row.recordedAt < crossed.setAt) return undefined;
	// A day that was added later rings for nobody; whoever works today does.
	if (crossed && crossed.stands && crossed.row.day >= row.day)
		return { row: crossed.row, step: stepTo(reached, crossed.after, crossed.row) };
	return { row, step: stepTo(reached, reached.value, row) };
}

/** Who carried a goal over a step since it was set, for one that rings later: when it is agreed. */
export async function crossingSince(
	db: Queryable,
	orgId: OrgId,
	reached: UnrungStep
): Promise<Crossing | undefined> {
	const crossed = await crossedAt(db, orgId, reached);
	if (!crossed || !crossed.stands || crossed.row.recordedAt < crossed.setAt) return undefined;
	return { row: crossed.row, step: stepTo(reached, crossed.after, crossed.row) };
}

function stepTo({ goalId }: UnrungStep, after: bigint, { value }: FreshRow): Step {
	return { id: goalId, before: after - value, after };
}

/** The last row, in the ledger's order, at which the goal went over the step. */
async function crossedAt(db: Queryable, orgId: OrgId, { goalId, start, at }: UnrungStep) {
	const running = db
		.select({
			id: activities.id,
			after: sql<string>`${String(start)}::bigint + sum(${activities.value})
				over (order by ${activities.position})`.as('after')
		})
		.from(activities)
		.where(and(eq(activities.orgId, orgId), fedTo(orgId, goalId)))
		.as('running');
	const line = sql`${String(at)}::bigint`;
	const [crossed] = await db
		.select({
			row: activities,
			setAt: goals.createdAt,
			after: running.after,
			stands: sql<boolean>`${standing(orgId)}`
		})
		.from(running)
		.innerJoin(activities, and(eq(activities.orgId, orgId), eq(activities.id, running.id)))
		.innerJoin(goals, and(eq(goals.orgId, orgId), eq(goals.id, goalId)))
		.where(sql`${running.after} >= ${line} and ${running.after} - ${activities.value} < ${line}`)
		.orderBy(desc(activities.position))
		.limit(1);
	return crossed && { ...crossed, after: BigInt(crossed.after) };
}
