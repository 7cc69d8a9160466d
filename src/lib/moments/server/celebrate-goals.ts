import type { FedGoal } from '#lib/metrics/goals/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { stepOf, type Feeding } from './feeding.ts';
import type { FreshRow } from './fresh-rows.ts';
import { goalMoment } from './goal-moment.ts';
import { missedCrossing } from './missed-crossing.ts';

/** Rings for the goals that this activity carried over the line, or found beyond it unrung; true where it did. */
export async function celebrateGoals(
	db: Queryable,
	orgId: OrgId,
	row: FreshRow,
	feeding: Feeding
): Promise<boolean> {
	let found = false;
	for (const goal of await feeding(row)) found = (await reach(db, orgId, goal, row)) || found;
	return found;
}

async function reach(db: Queryable, orgId: OrgId, goal: FedGoal, row: FreshRow): Promise<boolean> {
	if (goal.value < goal.target) return false;
	const step = await stepOf(db, goal, row);
	const crosses = step.before < goal.target && step.after >= goal.target;
	const crossing = crosses ? { row, step } : await missedCrossing(db, goal, row);
	if (!crossing) return false;
	const { memberId, teamId, recordedAt } = crossing.row;
	return goalMoment(db, orgId, { goal, step: crossing.step, memberId, teamId, at: recordedAt });
}
