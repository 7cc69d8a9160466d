import { and, eq, inArray } from 'drizzle-orm';
import type { FedGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { stepOf, type Feeding } from './feeding.ts';
import type { FreshRow } from './fresh-rows.ts';
import { goalMoment } from './goal-moment.ts';
import { missedCrossing } from './missed-crossing.ts';
import { moments } from './schema.ts';

/** Rings for the goals that these activities carried over the line, or found beyond it unrung. */
export async function celebrateGoals(
	db: Queryable,
	orgId: OrgId,
	rows: FreshRow[],
	feeding: Feeding
): Promise<boolean> {
	const reached = rows.flatMap((row) =>
		feeding(row)
			.filter((goal) => goal.value >= goal.target)
			.map((goal) => ({ row, goal }))
	);
	const rung = await rungOf(
		db,
		orgId,
		reached.map(({ goal }) => goal.id)
	);
	const before = rung.size;
	for (const { row, goal } of reached)
		if (!rung.has(goal.id) && (await reach(db, orgId, goal, row))) rung.add(goal.id);
	return rung.size > before;
}

/** Of these goals the ones that have rung, and never will again. */
async function rungOf(db: Queryable, orgId: OrgId, ids: GoalId[]): Promise<Set<GoalId>> {
	if (!ids.length) return new Set();
	const causes = [...new Set(ids)].map((id) => `goal:${id}`);
	const rows = await db
		.select({ goalId: moments.goalId })
		.from(moments)
		.where(and(eq(moments.orgId, orgId), inArray(moments.cause, causes)));
	return new Set(rows.map((row) => row.goalId!));
}

async function reach(db: Queryable, orgId: OrgId, goal: FedGoal, row: FreshRow): Promise<boolean> {
	const step = await stepOf(db, goal, row);
	const crosses = step.before < goal.target && step.after >= goal.target;
	const crossing = crosses ? { row, step } : await missedCrossing(db, goal, row);
	if (!crossing) return false;
	const { memberId, teamId, recordedAt } = crossing.row;
	return goalMoment(db, orgId, { goal, step: crossing.step, memberId, teamId, at: recordedAt });
}
