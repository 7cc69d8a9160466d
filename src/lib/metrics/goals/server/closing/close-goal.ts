import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import { holdLedger } from '#lib/metrics/activity/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { sentenceFault } from '../../form/goal-input.ts';
import { changeOne, type Changing } from '../change-one.ts';
import { LEDGER_NOW } from '../ledger-now.ts';
import { mayChange } from '../may-change.ts';
import { noteGoalChange } from '../note-goal-change.ts';
import { recountGoal } from '../progress/recount.ts';
import { goals } from '../schema.ts';
import { goalProgress } from '../progress/schema.ts';
import type { StoredGoal } from '../stored-goals.ts';

/**
 * Closes a goal with the result it has and a sentence of what was learned; only who takes a proposal
 * back may leave the sentence out. Nothing moves it afterwards; what supported it stays open. The
 * ledger keeps still meanwhile, so that its result opens to exactly the entries that are in it.
 */
export async function closeGoal(
	context: Context,
	actor: Actor,
	goalId: GoalId,
	learned = ''
): Promise<Result<{ id: GoalId }>> {
	const lesson = learned.trim();
	const close = async ({ tx, actor: by, goal, now }: Changing) => {
		const allowed = mayChange(by, goal);
		if (!allowed.ok) return allowed;
		const fault =
			lesson || goal.agreedAt
				? sentenceFault(lesson, 'Say in a sentence what was learned.')
				: undefined;
		if (fault) return refuse('invalid', fault, { learned: fault });
		await tx
			.update(goals)
			.set({
				...{ closedAt: now, closedBy: by.memberId, learned: lesson || null },
				closedPosition: LEDGER_NOW
			})
			.where(and(eq(goals.orgId, goal.orgId), eq(goals.id, goal.id)));
		await noteGoalChange(tx, goal, 'closed', by.memberId, now, {
			...{ value: await valueOf(tx, goal), target: String(goal.target) },
			...(lesson ? { learned: lesson } : {}),
			...(goal.agreedAt ? {} : { back: 'yes' })
		});
		await recountGoal(tx, goal.orgId, goal.id);
		return ok({ id: goal.id });
	};
	return changeOne(context, actor, goalId, close, holdLedger);
}

async function valueOf(tx: Queryable, goal: StoredGoal): Promise<string> {
	const [progress] = await tx
		.select({ value: goalProgress.value })
		.from(goalProgress)
		.where(and(eq(goalProgress.orgId, goal.orgId), eq(goalProgress.goalId, goal.id)));
	return String(progress?.value ?? goal.startValue);
}
