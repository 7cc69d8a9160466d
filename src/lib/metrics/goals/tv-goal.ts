import type { TeamId } from '#lib/platform/ids.ts';
import { periodOf } from '#lib/platform/period.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import { ancestorsOf } from './ancestors.ts';
import { mainOf } from './chain.ts';
import { shortDay, timeLeft } from './dates.ts';
import { whoWords } from './fed-by.ts';
import { isReached, shareOf, type Goal, type GoalsState } from './goal.ts';
import { paceOf, paceWords } from './pace.ts';

/** What a TV leads with: the organization's running goals, then its team's (all teams' for none). */
export function tvGoals(state: GoalsState, teamId: TeamId | null): Goal[] {
	const running = state.goals.filter(
		(goal) => goal.startsOn <= state.today && state.today <= goal.endsOn
	);
	const company = running.filter((goal) => goal.scope === 'organization');
	const team = running.filter(
		(goal) => goal.scope === 'team' && (!teamId || goal.team?.id === teamId)
	);
	const main = mainOf(company.sort(soonest), state.goals);
	const others = company.filter((goal) => goal !== main);
	return [...(main ? [main] : []), ...others, ...team.sort(soonest)];
}

/** A TV's slide of goals: the organization's on top, the teams' below it, and what few reached together. */
export interface TvSlide {
	company: Goal | undefined;
	/** By the team's name: a wall ranks nobody down. */
	teams: Goal[];
	/** Social goals that are reached and still fresh, the widest circle first. */
	reached: Goal[];
}

const TEAMS_AT_MOST = 6;
const REACHED_AT_MOST = 4;

export function tvSlide(state: GoalsState, teamId: TeamId | null): TvSlide {
	const shown = tvGoals(state, teamId).filter(({ state: is }) => is === 'agreed');
	const name = ({ team }: Goal) => team?.name ?? '';
	const teams = shown.filter(({ scope }) => scope === 'team');
	return {
		company: shown.find(({ scope }) => scope === 'organization'),
		teams: teams
			.slice(0, TEAMS_AT_MOST)
			.sort((a, b) => (name(a) === name(b) ? soonest(a, b) : name(a) < name(b) ? -1 : 1)),
		reached: reachedTogether(state)
	};
}

/** Social goals that are reached and still fresh, the widest circle first. */
export function reachedTogether(state: GoalsState): Goal[] {
	return state.goals
		.filter((goal) => goal.kind === 'social' && goal.state === 'agreed' && isReached(goal))
		.filter(({ startsOn }) => startsOn <= state.today)
		.sort((a, b) => b.people.length - a.people.length || soonest(a, b))
		.slice(0, REACHED_AT_MOST);
}

/** When people reached what they chose for each other: "reached this week: “12 meetings”", "reached on 6 Nov: …". */
export function tvReached({ id, title }: Goal, { reachedOn, today, calendar }: GoalsState): string {
	const day = reachedOn?.[id];
	if (!day) return `reached “${title}”`;
	// The day first: where a title is cut, it stays.
	if (day === today) return `reached today: “${title}”`;
	const isThisWeek = day >= periodOf('week', today, calendar).start;
	return `reached ${isThisWeek ? 'this week' : `on ${shortDay(day)}`}: “${title}”`;
}

/** How a team stands on a wall: ahead or on pace is said, behind it only what is left to do. */
export function tvTeamWords(goal: Goal, { today, currency, workdays }: GoalsState): string {
	const pace = paceOf(goal, today, currency, workdays);
	if (pace.state === 'reached' || pace.ahead >= 0n)
		return paceWords(goal, today, currency, workdays);
	const left = BigInt(goal.target) - BigInt(goal.value);
	return `${showFigure(left, goal.unit, currency, goal.unit === 'money')} to go, ${timeLeft(goal, today)}`;
}

/** Who stands behind a social goal: "Mara, Tomás, Lena and 2 more", "Aiko". */
export function tvWho({ member, people }: Goal): string {
	if (member) return firstName(member.name);
	return whoWords({ people, all: people.length });
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
	// With each activity: what is behind the best so far is not looked at any further.
	let best: { own: Goal; share: number } | undefined;
	for (const own of state.goals) {
		if (!own.member || own.value === '0' || own.endsOn < state.today) continue;
		const share = shareOf(own);
		if (best && (share - best.share || soonest(best.own, own)) <= 0) continue;
		if (BigInt(own.value) > 0n && nearest(own) === goal.id) best = { own, share };
	}
	return best?.own;
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
