import type { MemberId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { ancestorsOf } from './ancestors.ts';
import { isReached, type Goal } from './goal.ts';

/**
 * The one goal of a member's own to show beside other things: running, what only they can tick off
 * before what counts itself, the soonest end first; one that is reached only where no other is open.
 */
export function myGoal(goals: Goal[], memberId: MemberId, today: Day): Goal | undefined {
	return goals
		.filter((goal) => goal.member?.id === memberId)
		.filter((goal) => goal.startsOn <= today && today <= goal.endsOn)
		.sort((a, b) => weight(a) - weight(b) || (a.endsOn < b.endsOn ? -1 : 1))[0];
}

/** The organizational goal at the top of a goal's chain, where it reaches one. */
export function feedsInTheEnd(goals: Goal[], goal: Goal): Goal | undefined {
	return ancestorsOf(goals, goal.id).findLast((above) => above.kind === 'organizational');
}

function weight(goal: Goal): number {
	return (isReached(goal) ? 2 : 0) + (goal.measure === 'check-in' ? 0 : 1);
}
