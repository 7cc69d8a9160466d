import type { MemberActor } from '#lib/identity/actor.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { refuse } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { SetGoal } from './prepare-goal.ts';
import { setGoal } from './set-goal.ts';

const OVER = 'That day is over. Choose today or a later day.';

/** Sets a goal that somebody typed, as `setGoal` does; one that would be over at once is refused. */
export async function setTypedGoal(
	context: Context,
	actor: MemberActor,
	command: SetGoal
): ReturnType<typeof setGoal> {
	const { timeZone } = await readOrganization(context.db, actor.orgId);
	if (command.endsOn && command.endsOn < dayIn(timeZone, context.clock.now()))
		return refuse('invalid', OVER, { endsOn: OVER });
	return setGoal(context, actor, command);
}
