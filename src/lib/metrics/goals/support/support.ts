import type { GoalId, TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { ancestorsOf } from '../ancestors.ts';
import { closesCircle } from '../chain.ts';
import type { Goal, GoalScope } from '../goal.ts';

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

/** A tree is at most this deep, the goal at its top counted. */
const DEEPEST = 100;

/** Why a goal may not stand under another: in a sentence, and in a few words for what is carried there. */
export interface Fault {
	sentence: string;
	hint: string;
}

/** Why the goal may not support the parent, as a sentence; see `supportFault`. */
export function whyNotSupport(...asked: Parameters<typeof supportFault>): string | undefined {
	return supportFault(...asked)?.sentence;
}

/**
 * Why the goal may not support the parent; undefined where it may. `goals` holds at least the parent,
 * what that supports, and what supports the goal, each up and down to the end. A goal of one's own or
 * of a few supports any, a team's one of a team or the organization, the organization's one of the
 * organization.
 */
export function supportFault(
	goal: { id: GoalId; scope: GoalScope },
	parentId: GoalId,
	goals: Supportable[]
): Fault | undefined {
	const parent = goals.find((each) => each.id === parentId);
	if (!parent)
		return {
			sentence: 'The goal it should support does not exist here. Choose another.',
			hint: 'Not there any more'
		};
	const { title } = parent;
	if (closesCircle(goals, goal.id, parentId))
		return {
			sentence: `“${title}” already leads up to this goal, so the two would go in a circle. Choose another.`,
			hint: 'Would go in a circle'
		};
	if (parent.closed)
		return { sentence: `“${title}” is closed. Choose a goal that still runs.`, hint: 'Closed' };
	if (!mayScopeSupport(goal.scope, parent.scope)) return WIDER[goal.scope];
	const levels = ancestorsOf(goals, parentId).length + 1 + levelsOf(goals, goal.id);
	if (levels <= DEEPEST) return undefined;
	return {
		sentence: `The chain would be ${levels} goals deep, and ${DEEPEST} is the most. Choose one further up.`,
		hint: `More than ${DEEPEST} goals deep`
	};
}

/**
 * Why nothing is put under a goal that nobody has agreed to: it waits, or the answer was no. `owner` is
 * whom to talk to.
 */
export function unsettledFault(
	{ title, state }: { title: string; state: Goal['state'] },
	owner: string | undefined
): Fault | undefined {
	if (state === 'declined')
		return { sentence: `The answer to “${title}” was no. Choose another.`, hint: 'Not agreed' };
	if (state === 'agreed') return undefined;
	return {
		sentence: `“${title}” waits to be agreed itself. Choose another, or talk to ${owner ?? 'an admin'}.`,
		hint: 'Waits to be agreed itself'
	};
}

/** Whether this person is offered to put something under the goal, from the goal's own page. */
export function maySupport(goal: Pick<Goal, 'state' | 'closedAt' | 'owner'>, me: string): boolean {
	if (goal.closedAt || goal.state === 'declined') return false;
	return goal.state === 'agreed' || goal.owner?.id === me;
}

const WIDER: Record<GoalScope, Fault | undefined> = {
	organization: {
		sentence: 'A goal of the organization can only support one of the organization.',
		hint: 'Only under one of the organization'
	},
	team: {
		sentence: 'A team’s goal can only support one of a team or of the organization.',
		hint: 'Only under a team’s or the organization’s'
	},
	pod: undefined,
	member: undefined
};

/**
 * Which of its choices a goal of this scope usually supports, the nearest first: a team's works for the
 * organization, not for another of its own; one's own or a few's for a team's or the organization's.
 */
export function usualParent(
	scope: GoalScope,
	choices: readonly SupportChoice[]
): SupportChoice | undefined {
	const wide = scope === 'team' ? ['organization'] : ['team', 'organization'];
	return choices.find((each) => wide.includes(each.scope));
}

function mayScopeSupport(scope: GoalScope, parent: GoalScope): boolean {
	if (scope === 'member' || scope === 'pod') return true;
	return parent === 'organization' || (scope === 'team' && parent === 'team');
}

/** How many levels a goal and what supports it make: 1 where nothing does. */
function levelsOf(goals: { id: GoalId; parentId: GoalId | null }[], id: GoalId): number {
	const below = new Map<GoalId, GoalId[]>();
	for (const { id, parentId } of goals)
		if (parentId) below.set(parentId, [...(below.get(parentId) ?? []), id]);
	const seen = new Set<GoalId>();
	let levels = 0;
	for (let row = [id]; row.length; levels++) {
		row.forEach((each) => seen.add(each));
		row = row.flatMap((each) => below.get(each) ?? []).filter((each) => !seen.has(each));
	}
	return levels;
}

export interface SupportChoice {
	id: GoalId;
	title: string;
	scope: GoalScope;
}

/** Of the goals that still run, in their order, those that one of this scope may support. */
export function supportChoices(scope: GoalScope, goals: Supportable[]): SupportChoice[] {
	return goals
		.filter((each) => !each.closed && mayScopeSupport(scope, each.scope))
		.map(({ id, title, scope }) => ({ id, title, scope }));
}
