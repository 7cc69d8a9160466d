import type { TeamId } from '#lib/platform/ids.ts';
import { ancestorsOf } from './chain.ts';
import { isReached, shareOf, type Goal, type GoalsState } from './goal.ts';
import { paceWords } from './pace.ts';

/** What a TV leads with: the organization's running goals, then its team's (all teams' for none). */
export function tvGoals(state: GoalsState, teamId: TeamId | null): Goal[] {
	const running = state.goals.filter(
		(goal) => goal.startsOn <= state.today && state.today <= goal.endsOn
	);
	const company = running.filter((goal) => goal.scope === 'organization');
	const team = running.filter(
		(goal) => goal.scope === 'team' && (!teamId || goal.team?.id === teamId)
	);
	return [...company.sort(soonest), ...team.sort(soonest)];
}

/**
 * "2 ahead of pace. Aiko’s “5 demos this week” feeds this goal." Of the goals that are shown at once
 * somebody's own stands under the nearest that it feeds, and not under all of them.
 */
export function tvSentence(state: GoalsState, goal: Goal, shown: readonly Goal[] = [goal]): string {
	const words = sentence(paceWords(goal, state.today, state.currency, state.workdays));
	const feeding = feedingGoal(state, goal, shown);
	if (!feeding?.member) return words;
	return `${words} ${firstName(feeding.member.name)}’s “${feeding.title}” feeds this goal.`;
}

/** Of the people's own goals below it, the one that is nearest to being reached or just was. */
function feedingGoal(state: GoalsState, goal: Goal, shown: readonly Goal[]): Goal | undefined {
	const ids = new Set(shown.map(({ id }) => id));
	const nearest = (own: Goal) => ancestorsOf(state.goals, own.id).find(({ id }) => ids.has(id))?.id;
	return state.goals
		.filter((own) => own.member && BigInt(own.value) > 0n && own.endsOn >= state.today)
		.filter((own) => nearest(own) === goal.id)
		.sort(
			(a, b) =>
				Number(isReached(b)) - Number(isReached(a)) || shareOf(b) - shareOf(a) || soonest(a, b)
		)[0];
}

function soonest(a: Goal, b: Goal): number {
	if (a.endsOn !== b.endsOn) return a.endsOn < b.endsOn ? -1 : 1;
	return a.id < b.id ? -1 : 1;
}

function firstName(name: string): string {
	return name.split(' ')[0]!;
}

function sentence(words: string): string {
	return `${words[0]!.toUpperCase()}${words.slice(1)}.`;
}
