import type { Actor } from '#lib/identity/actor.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { changeOne, type Changing } from './change-one.ts';
import { whileOpen } from './may-change.ts';
import { noteGoalChange } from './note-goal-change.ts';
import { readOffers } from './read-offers.ts';
import { goalOffers } from './schema.ts';
import { readGoal } from './read-goals.ts';
import { writeGoal } from './write-goal.ts';

/**
 * Takes the next step that is on offer for a goal reached early: it stands beyond the target, so that
 * what was reached stays reached. Refuses where nothing is on offer (any more).
 */
export async function takeStep(
	context: Context,
	actor: Actor,
	goalId: GoalId
): Promise<Result<{ step: bigint }>> {
	return changeOne(context, actor, goalId, async (at) => {
		const refusal = whyNot(at);
		if (refusal) return refusal;
		const { tx, goal, actor: by, now } = at;
		const shown = await readGoal(tx, goal.orgId, goal.id);
		const offer = (await readOffers(tx, goal.orgId, shown ? [shown] : [], now)).get(goal.id);
		if (!offer) return refuse('conflict', 'There is no next step on offer for this goal.');
		const step = offer.target;
		const isSecond = goal.secondTarget === null;
		await writeGoal(tx, goal, isSecond ? { secondTarget: step } : { thirdTarget: step });
		await answer(tx, at, 'taken');
		await noteGoalChange(tx, goal, 'adjusted', by.memberId, now, { step: String(step) });
		return ok({ step });
	});
}

/** Leaves the next step that is on offer; it is not offered again. */
export async function leaveStep(
	context: Context,
	actor: Actor,
	goalId: GoalId
): Promise<Result<{ id: GoalId }>> {
	return changeOne(context, actor, goalId, async (at) => {
		const refusal = whyNot(at);
		if (refusal) return refusal;
		await answer(at.tx, at, 'left');
		return ok({ id: goalId });
	});
}

// Raising one's own bar is nobody else's to do.
function whyNot({ goal, actor }: Changing) {
	if (goal.ownerId !== actor.memberId)
		return refuse('forbidden', 'Only who answers for this goal takes its next step.');
	const open = whileOpen(goal);
	return open.ok ? undefined : open;
}

async function answer(tx: Queryable, { goal, actor, now }: Changing, answer: 'taken' | 'left') {
	const by = { answer, by: actor.memberId, at: now };
	await tx
		.insert(goalOffers)
		.values({ orgId: goal.orgId, goalId: goal.id, ...by })
		.onConflictDoUpdate({ target: [goalOffers.orgId, goalOffers.goalId], set: by });
}
