import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { GoalKind, GoalScope } from './goal.ts';

/** Whose work moves a goal, from how it is stored: a pod's people are beside it. */
export function scopeOf(goal: {
	kind: GoalKind;
	teamId: TeamId | null;
	memberId: MemberId | null;
}): GoalScope {
	if (goal.memberId) return 'member';
	if (goal.kind === 'social') return 'pod';
	return goal.teamId ? 'team' : 'organization';
}
