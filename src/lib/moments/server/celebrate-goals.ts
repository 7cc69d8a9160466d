import type { FedGoal } from '#lib/metrics/goals/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { stepOf, type Feeding } from './feeding.ts';
import type { FreshRow } from './fresh-rows.ts';
import { goalMoment } from './goal-moment.ts';

/** Rings for the goals that this activity carried over the line; true where it did. */
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
	const target = goal.target;
	if (goal.value < target) return false;
	const step = await stepOf(db, goal, row);
	if (step.before >= target || step.after < target) return false;
	const { memberId, teamId, recordedAt } = row;
	return goalMoment(db, orgId, { goal, step, memberId, teamId, at: recordedAt });
}
