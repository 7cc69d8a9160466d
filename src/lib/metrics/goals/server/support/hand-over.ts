import type { Actor } from '#lib/identity/actor.ts';
import type { GoalId, MemberId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { changeOne, type Changing } from '../change-one.ts';
import { ownerFaults } from '../edit-goal.ts';
import { mayChange, whileOpen } from '../may-change.ts';
import { settlePutIn } from '../people/join-goal.ts';
import { noteGoalChange } from '../note-goal-change.ts';
import { peopleFaults } from '../prepare-goal.ts';
import { carryOn, toCarryOn } from './carry-on.ts';
import { nameOf } from './prepare-support.ts';
import type { StoredGoal } from '../stored-goals.ts';
import { writeGoal } from '../write-goal.ts';

export interface HandOver {
	goalId: GoalId;
	/** Who is asked to answer for it from now on. */
	to: MemberId;
}

export interface TakeOver {
	goalId: GoalId;
	answer: 'yes' | 'not-now';
}

/**
 * Asks somebody to answer for a goal whose owner has left; they see it under what waits for them. Who
 * names themselves answers for it at once. Another name takes the question back from the first. With a
 * goal of that person's own they are asked to carry on (see carry-on.ts), which ends it.
 */
export async function handOver(
	context: Context,
	actor: Actor,
	{ goalId, to }: HandOver
): Promise<Result<{ id: GoalId }>> {
	return changeOne(context, actor, goalId, (at) => askTo(at, to));
}

async function askTo(at: Changing, to: MemberId): Promise<Result<{ id: GoalId }>> {
	const { tx, actor: by, goal, now } = at;
	const allowed = mayChange(by, goal);
	if (!allowed.ok) return allowed;
	if (!goal.isLeftBehind)
		return refuse('conflict', 'Who answers for this goal is here. Talk to them first.');
	const faults = goal.memberId
		? await peopleFaults(tx, goal.orgId, to)
		: await ownerFaults(tx, goal, to);
	const fault = to === goal.ownerId ? 'Choose somebody who is here.' : Object.values(faults)[0];
	if (fault) return refuse('invalid', fault, { to: fault });
	if (to === by.memberId) return takenOver(at, true);
	const open = goal.memberId ? await toCarryOn(at) : ok(null);
	if (!open.ok) return open;
	await writeGoal(tx, goal, { offeredTo: to, offeredBy: by.memberId, offeredAt: now });
	const name = (await nameOf(tx, goal.orgId, to)) ?? '';
	await noteGoalChange(tx, goal, 'offered', by.memberId, now, { to: name, ...ofOwn(goal) });
	return ok({ id: goal.id });
}

/** Answers whether one takes on a goal that one was asked to answer for; answers the goal it is then. */
export async function takeOver(
	context: Context,
	actor: Actor,
	{ goalId, answer }: TakeOver
): Promise<Result<{ id: GoalId }>> {
	return changeOne(context, actor, goalId, (at) => answered(at, answer));
}

async function answered(at: Changing, answer: TakeOver['answer']): Promise<Result<{ id: GoalId }>> {
	const open = whileOpen(at.goal);
	if (!open.ok) return open;
	if (at.goal.offeredTo !== at.actor.memberId)
		return refuse('missing', 'Nobody asks you to answer for this goal. Go back to your goals.');
	if (!at.goal.isLeftBehind)
		return refuse('conflict', 'Who answers for this goal is back. Talk to them first.');
	return takenOver(at, answer === 'yes');
}

async function takenOver(at: Changing, yes: boolean): Promise<Result<{ id: GoalId }>> {
	const { tx, actor, goal, now } = at;
	if (yes && goal.memberId) return carryOn(at);
	// Who answers for a goal of a few cannot step out of it: they are not asked to.
	if (yes) await settlePutIn(tx, goal, actor.memberId);
	const owner = yes ? { ownerId: actor.memberId } : {};
	await writeGoal(tx, goal, { ...owner, offeredTo: null, offeredBy: null, offeredAt: null });
	await noteGoalChange(tx, goal, 'offered', actor.memberId, now, {
		answer: yes ? 'yes' : 'not-now',
		...ofOwn(goal)
	});
	return ok({ id: goal.id });
}

function ofOwn({ memberId }: StoredGoal): Record<string, string> {
	return memberId ? { own: 'yes' } : {};
}
