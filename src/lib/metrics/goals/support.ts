import type { GoalId, TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { closesCircle } from './chain.ts';
import { GOAL_SCOPES, type GoalScope } from './goal.ts';

/** What must be known of a goal to say whether another may support it. */
export interface Supportable {
	id: GoalId;
	title: string;
	scope: GoalScope;
	parentId: GoalId | null;
	teamId: TeamId | null;
	/** Last day that counts. */
	endsOn: Day;
	closed: boolean;
}

/**
 * Why the goal may not support the parent, as a sentence; undefined where it may. A goal of one's
 * own supports any, a team's and an organization's support an organization's.
 */
export function whyNotSupport(
	goal: { id: GoalId; scope: GoalScope },
	parentId: GoalId,
	goals: Supportable[]
): string | undefined {
	const parent = goals.find((each) => each.id === parentId);
	if (!parent) return 'The goal it should support does not exist here. Choose another.';
	if (closesCircle(goals, goal.id, parentId))
		return `“${parent.title}” already leads up to this goal, so the two would go in a circle. Choose another.`;
	if (parent.closed) return `“${parent.title}” is closed. Choose a goal that still runs.`;
	if (!mayScopeSupport(goal.scope, parent.scope))
		return 'A goal of the team or the organization can only support one of the organization.';
	return undefined;
}

export function mayScopeSupport(scope: GoalScope, parent: GoalScope): boolean {
	return scope === 'member' || parent === 'organization';
}

export interface SupportChoice {
	id: GoalId;
	title: string;
	scope: GoalScope;
}

/**
 * The goals that a new goal of this scope, or the one with this id, may support and that still run:
 * those of the person's teams first, then the organization's.
 */
export function supportChoices(
	goal: { id: GoalId | null; scope: GoalScope },
	goals: Supportable[],
	teamIds: TeamId[],
	today: Day
): SupportChoice[] {
	const ours = (each: Supportable) => each.teamId !== null && teamIds.includes(each.teamId);
	const weight = (each: Supportable) => (ours(each) ? -1 : GOAL_SCOPES.indexOf(each.scope));
	return goals
		.filter(
			(each) => !each.closed && each.endsOn >= today && mayScopeSupport(goal.scope, each.scope)
		)
		.filter((each) => !(goal.id && closesCircle(goals, goal.id, each.id)))
		.sort((a, b) => weight(a) - weight(b) || (a.endsOn < b.endsOn ? -1 : 1))
		.map(({ id, title, scope }) => ({ id, title, scope }));
}
