import type { MemberActor } from '#lib/identity/actor.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { overFault } from '../form/goal-input.ts';
import { isReached } from '../goal.ts';
import { firstOf, type SetGoal } from './prepare-goal.ts';
import { readGoal } from './read-goals.ts';
import { setGoal } from './set-goal.ts';

/**
 * Sets a goal that somebody typed, as `setGoal` does; one that would be over at once is refused.
 * `reached`: what was done before it was set reaches it already.
 */
export async function setTypedGoal(
	context: Context,
	actor: MemberActor,
	command: SetGoal
): Promise<Result<{ id: GoalId; agreed: boolean; reached: boolean }>> {
	const { timeZone } = await readOrganization(context.db, actor.orgId);
	const today = dayIn(timeZone, context.clock.now());
	const over = firstOf(overFault(command.endsOn || today, today));
	if (over) return over;
	const set = await setGoal(context, actor, command);
	if (!set.ok) return set;
	const goal = await readGoal(context.db, actor.orgId, set.value.id);
	return ok({ ...set.value, reached: goal !== undefined && isReached(goal) });
}
