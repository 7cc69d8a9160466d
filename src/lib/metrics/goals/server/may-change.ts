import type { Actor } from '#lib/identity/actor.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import { answersFor, type Governed, type Supported } from '../support/agree.ts';
import { scopeOf } from '../scope.ts';
import type { StoredGoal } from './stored-goals.ts';

/** The goal, where it exists, is open and this actor may change or close it. */
export function mayChange(actor: Actor, goal: StoredGoal | undefined): Result<StoredGoal> {
	if (!goal) return refuse('missing', 'This goal does not exist here. Go back to your goals.');
	if (!answersFor(actor, governed(goal))) return refuse('forbidden', whoMay(goal));
	return whileOpen(goal);
}

/** The goal, where it is open. */
export function whileOpen(goal: StoredGoal): Result<StoredGoal> {
	if (goal.closedAt)
		return refuse('conflict', 'This goal is closed, and its result stays. Set a new one instead.');
	return ok(goal);
}

/** What decides over a stored goal; nobody answers for what somebody has left behind. */
export function governed(
	goal: Ruled & { agreedAt: Date | null; above?: StoredGoal['above'] }
): Supported & { above: Governed | null } {
	return {
		...ruledBy(goal),
		above: goal.above ? ruledBy(goal.above) : null,
		agreed: goal.agreedAt !== null
	};
}

type Ruled = NonNullable<StoredGoal['above']>;

function ruledBy(goal: Ruled) {
	const ownerId = goal.isLeftBehind ? null : (goal.ownerId ?? goal.memberId);
	return { scope: scopeOf(goal), teamId: goal.teamId, ownerId };
}

function whoMay(goal: StoredGoal): string {
	if (goal.isLeftBehind)
		return 'Who answered for it has left. An admin changes it, or who answers for the goal above.';
	switch (scopeOf(goal)) {
		case 'member':
			return 'Only the person whose goal it is can change it. Talk to them.';
		case 'pod':
			return 'Only who started this goal can change it. Talk to them.';
		case 'team':
			return 'Only the team’s manager or who answers for this goal changes it. Talk to them.';
		case 'organization':
			return 'Only an admin or who answers for this goal changes it. Talk to them.';
	}
}
