import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { StoredGoal } from './stored-goals.ts';

/** The goal, where it exists, is open and this actor may change or close it. */
export function mayChange(actor: Actor, goal: StoredGoal | undefined): Result<StoredGoal> {
	if (!goal) return refuse('missing', 'This goal does not exist here. Go back to your goals.');
	const allowed = goal.memberId
		? may(actor, { may: 'goals.own', of: goal.memberId })
		: may(actor, { may: 'goals.set', team: goal.teamId });
	if (!allowed) return refuse('forbidden', whoMay(goal));
	if (goal.closedAt)
		return refuse('conflict', 'This goal is closed, and its result stays. Set a new one instead.');
	return ok(goal);
}

function whoMay(goal: StoredGoal): string {
	if (goal.memberId) return 'Only the person whose goal it is can change it. Talk to them.';
	if (goal.teamId) return 'Only the team’s manager changes this goal. Talk to them.';
	return 'Only an admin changes a goal of the organization. Talk to one.';
}
