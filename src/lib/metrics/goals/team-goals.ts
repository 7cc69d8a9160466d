import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import { ancestorsOf } from './ancestors.ts';
import { LARGEST_POD } from './form/goal-input.ts';
import type { Goal, GoalsState } from './goal.ts';

/** What a team's page shows of the goals. */
export interface TeamGoals {
	/** The organization's goals that the team's work leads to. */
	feeds: Goal[];
	own: Goal[];
	/** Goals that a few chose together, with somebody of the team among them or below one of its own. */
	social: Goal[];
}

export function teamGoals(
	state: GoalsState,
	team: TeamId,
	people: readonly { id: MemberId }[]
): TeamGoals {
	const open = state.goals.filter(
		({ endsOn, state: is }) => endsOn >= state.today && is !== 'declined'
	);
	const own = open.filter((goal) => goal.team?.id === team).sort(soonest);
	const ours = new Set(people.map(({ id }) => id));
	const above = own.map(({ id }) => ancestorsOf(state.goals, id));
	const feeds = new Set(above.flat().filter(({ scope }) => scope === 'organization'));
	const below = (goal: Goal) => own.some(({ id }) => leadsTo(state.goals, goal, id));
	const social = open
		.filter(({ scope }) => scope === 'pod')
		.filter((goal) => goal.people.some(({ id }) => ours.has(id)) || below(goal));
	return { feeds: [...feeds], own, social: social.sort(openFirst) };
}

/** Whether this person may join by themselves. */
export function mayJoin(goal: Goal, memberId: MemberId, today: string): boolean {
	if (goal.scope !== 'pod' || !goal.isOpen || goal.endsOn < today || goal.closedAt) return false;
	if (goal.people.length >= LARGEST_POD) return false;
	return !goal.people.some(({ id }) => id === memberId);
}

function leadsTo(goals: Goal[], goal: Goal, id: Goal['id']): boolean {
	return ancestorsOf(goals, goal.id).some((above) => above.id === id);
}

function openFirst(a: Goal, b: Goal): number {
	return Number(b.isOpen) - Number(a.isOpen) || soonest(a, b);
}

function soonest(a: Goal, b: Goal): number {
	if (a.endsOn !== b.endsOn) return a.endsOn < b.endsOn ? -1 : 1;
	return a.id < b.id ? -1 : 1;
}
