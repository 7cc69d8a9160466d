import type { Organization } from '#lib/identity/organization.ts';
import { valuesBefore, type CrossedGoal, type FedGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Feeding } from '../feeding.ts';
import type { FreshRow } from '../fresh-rows.ts';
import type { Steps } from '../wins/goal-steps.ts';
import { missedCrossings, type Crossing } from './missed-crossings.ts';
import { retellSteps } from './retell-steps.ts';
import { ringSteps, type Ringing } from './ring-steps.ts';
import { ringTogether } from './ring-together.ts';
import { causeOf, unrungSteps, type UnrungStep } from './unrung-steps.ts';

/**
 * Rings for the steps of goals that these activities carried somebody over, or found beyond them
 * unrung; and for those of goals above, which count reached goals. Steps that rang before and are
 * reached again come back as they stand. What it asks grows with the goals
 * that were reached and have not rung, never with the activities. `rows` are those that can ring;
 * `crossed` is what all of them carried over, since the goals above go by the whole ledger. Answers
 * what to announce.
 */
export async function celebrateGoals(
	db: Queryable,
	organization: Organization,
	crossed: readonly CrossedGoal[],
	{ rows, feeding, steps }: { rows: FreshRow[]; feeding: Feeding; steps: Steps },
	now: Date
): Promise<string[]> {
	const orgId = organization.id;
	const fed = reachedIn(rows, feeding);
	const counted = crossed.filter(({ isCounted, isTarget }) => isCounted && isTarget);
	const below = counted.map(({ id }) => id);
	const unrung = await unrungSteps(db, orgId, [...new Set([...fed.keys(), ...below])]);
	const carried = unrung.flatMap((step) => {
		const here = fed.get(step.goalId);
		return here ? [{ step, rows: here.rows, crossing: crossingIn(here, step, steps) }] : [];
	});
	const above = unrung.filter(({ goalId, measure }) => measure === 'goals' && !fed.has(goalId));
	const isSure = counted.every((goal) => goal.isSure);
	const back = { ids: crossed.map(({ id }) => id), counted: below, isSure };
	const again = await retellSteps(db, organization, back, now);
	const rang = await ringSteps(db, organization, await carriedOver(db, orgId, carried));
	return [...again, ...rang, ...(await ringTogether(db, organization, above, now))];
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

interface Reached {
	step: UnrungStep;
	/** Those that fed it. */
	rows: FreshRow[];
	/** Who of them carried it over, if the ledger's order tells. */
	crossing: Crossing | undefined;
}

function crossingIn({ goal, rows }: Fed, { at }: UnrungStep, steps: Steps): Crossing | undefined {
	return rows
		.map((row) => ({ row, step: steps(goal, row) }))
		.find(({ step }) => step.before < at && step.after >= at);
}

/** Those that ring, each with who carried the goal over it. */
async function carriedOver(db: Queryable, orgId: OrgId, reached: Reached[]): Promise<Ringing[]> {
	// A step that the past has reached never rings: all of those are told apart at once, each time anew.
	const missed = reached.filter(({ crossing }) => !crossing);
	const days = missed.map(({ step, rows }) => ({ goalId: step.goalId, day: rows[0]!.day }));
	const before = await valuesBefore(db, orgId, days);
	const late = await missedCrossings(
		db,
		orgId,
		missed
			.filter(({ step }) => before.get(step.goalId)! < step.at)
			.map(({ step, rows }) => ({ step, row: rows[0]! }))
	);
	return reached.flatMap(({ step: reached, crossing }): Ringing[] => {
		const by = crossing ?? late.get(causeOf(reached));
		if (!by) return [];
		const { memberId, teamId, recordedAt: at } = by.row;
		return [{ reached, memberId, teamId, step: by.step, at }];
	});
}
