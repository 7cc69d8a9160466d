import type { Organization } from '#lib/identity/organization.ts';
import { reachedBy, type FedGoal } from '#lib/metrics/goals/server/index.ts';
import type { ActivityId, GoalId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Feeding } from '../feeding.ts';
import type { FreshRow } from '../fresh-rows.ts';
import type { Steps } from '../wins/goal-steps.ts';
import { missedCrossing } from './missed-crossing.ts';
import { ringStep } from './ring-step.ts';
import { ringTogether } from './ring-together.ts';
import { unrungSteps, type UnrungStep } from './unrung-steps.ts';

/**
 * Rings for the steps of goals that these activities carried somebody over, or found beyond them
 * unrung; and for those of goals above, which count reached goals. What it asks grows with the goals
 * that were reached and have not rung, never with the activities. `rows` are those that can ring;
 * `ids` are all, since the goals above go by the whole ledger.
 */
export async function celebrateGoals(
	db: Queryable,
	organization: Organization,
	ids: readonly ActivityId[],
	{ rows, feeding, steps }: { rows: FreshRow[]; feeding: Feeding; steps: Steps },
	now: Date
): Promise<boolean> {
	const orgId = organization.id;
	const fed = reachedIn(rows, feeding);
	const below = await reachedBy(db, orgId, ids);
	let found = false;
	for (const step of await unrungSteps(db, orgId, [...new Set([...fed.keys(), ...below])])) {
		const here = fed.get(step.goalId);
		if (here) found = (await carry(db, organization, step, here, steps)) || found;
		else if (step.measure === 'goals')
			found = (await ringTogether(db, organization, step, now)) || found;
	}
	return found;
}

interface Fed {
	goal: FedGoal;
	rows: FreshRow[];
}

function reachedIn(rows: FreshRow[], feeding: Feeding): Map<GoalId, Fed> {
	const reached = new Map<GoalId, Fed>();
	for (const row of rows)
		for (const goal of feeding(row)) {
			if (goal.value < goal.target) continue;
			const found = reached.get(goal.id);
			if (found) found.rows.push(row);
			else reached.set(goal.id, { goal, rows: [row] });
		}
	return reached;
}

async function carry(
	db: Queryable,
	organization: Organization,
	reached: UnrungStep,
	{ goal, rows }: Fed,
	steps: Steps
): Promise<boolean> {
	const crossing =
		rows
			.map((row) => ({ row, step: steps(goal, row) }))
			.find(({ step }) => step.before < reached.at && step.after >= reached.at) ??
		(await missedCrossing(db, reached, rows[0]!));
	if (!crossing) return false;
	const { memberId, teamId, recordedAt: at } = crossing.row;
	return ringStep(db, organization, reached, { memberId, teamId, step: crossing.step, at });
}
