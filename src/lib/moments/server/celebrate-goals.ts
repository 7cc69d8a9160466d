import { and, eq, inArray } from 'drizzle-orm';
import type { FedGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Feeding } from './feeding.ts';
import type { FreshRow } from './fresh-rows.ts';
import { goalMoment } from './goal-moment.ts';
import { missedCrossing } from './missed-crossing.ts';
import { moments } from './schema.ts';
import type { Steps } from './wins/goal-steps.ts';

/**
 * Rings for the goals that these activities carried over the line, or found beyond it unrung. What it
 * asks grows with the goals that were reached and have not rung, never with the activities.
 */
export async function celebrateGoals(
	db: Queryable,
	orgId: OrgId,
	rows: FreshRow[],
	feeding: Feeding,
	steps: Steps
): Promise<boolean> {
	const reached = new Map<GoalId, { goal: FedGoal; rows: FreshRow[] }>();
	for (const row of rows)
		for (const goal of feeding(row)) {
			if (goal.value < goal.target) continue;
			const found = reached.get(goal.id);
			if (found) found.rows.push(row);
			else reached.set(goal.id, { goal, rows: [row] });
		}
	const rung = await rungOf(db, orgId, [...reached.keys()]);
	let found = false;
	for (const { goal, rows } of reached.values())
		if (!rung.has(goal.id)) found = (await reach(db, orgId, goal, rows, steps)) || found;
	return found;
}

/** Of these goals the ones that have rung, and never will again. */
async function rungOf(db: Queryable, orgId: OrgId, ids: GoalId[]): Promise<Set<GoalId>> {
	if (!ids.length) return new Set();
	const causes = ids.map((id) => `goal:${id}`);
	const rows = await db
		.select({ goalId: moments.goalId })
		.from(moments)
		.where(and(eq(moments.orgId, orgId), inArray(moments.cause, causes)));
	return new Set(rows.map((row) => row.goalId!));
}

async function reach(
	db: Queryable,
	orgId: OrgId,
	goal: FedGoal,
	rows: FreshRow[],
	steps: Steps
): Promise<boolean> {
	const crossing =
		rows
			.map((row) => ({ row, step: steps(goal, row) }))
			.find(({ step }) => step.before < goal.target && step.after >= goal.target) ??
		(await missedCrossing(db, goal, rows[0]!));
	if (!crossing) return false;
	const { memberId, teamId, recordedAt } = crossing.row;
	return goalMoment(db, orgId, { goal, step: crossing.step, memberId, teamId, at: recordedAt });
}
