import { showFigure } from '#lib/platform/quantity.ts';
import { ancestorsOf } from './ancestors.ts';
import { mainOf, type Person } from './chain.ts';
import { timeLeft } from './dates.ts';
import { isReached, type Goal, type GoalsState } from './goal.ts';
import { isFirstDay, paceOf, paceWords } from './pace.ts';
import { ownGoals } from './reached.ts';
import { slipOf, slipWords } from './slip.ts';

/** What somebody who opens the goals for the first time says within ten seconds. */
export interface Hero {
	/** What the organization wants. */
	company: Goal | undefined;
	/** What the person's team does for it: it supports just that, where the organization has a goal. */
	team: Goal | undefined;
	/** What they can do today. */
	today: Today;
}

export interface Today {
	/** What it is about; undefined where there is no goal at all. */
	goal: Goal | undefined;
	/**
	 * `own` can be moved by the person alone; `waits` is their own too, but nobody has agreed to it yet;
	 * `shared` is a team's or everybody's.
	 */
	whose: 'own' | 'waits' | 'shared' | 'none';
	/** "1 to go for “5 demos this week”." */
	words: string;
	/** The line below: what would bring it back, or how it stands. */
	note: string;
}

/**
 * The organization's goal that this person's team works for with the goal under it, and the one of
 * the person's own that is nearest to slipping, or else ends soonest. Who has none helps the team.
 */
export function heroOf(state: GoalsState, person: Person): Hero {
	const running = state.goals.filter((goal) => isRunning(goal, state) && goal.state === 'agreed');
	const main = mainOf(
		running.filter(({ scope }) => scope === 'organization').sort(soonest),
		state.goals
	);
	const open = openOwn(state, person);
	const own = open.find((goal) => goal.state === 'agreed');
	const waits = open.find((goal) => goal.state === 'proposed');
	const above = own ? ancestorsOf(state.goals, own.id) : [];
	const teams = [
		...above.filter((goal) => goal.scope === 'team' && running.includes(goal)),
		...teamGoals(state, running, person, main)
	];
	const linked = teams.find((goal) => companyAbove(state, running, goal));
	const company = companyAbove(state, running, linked ?? own) ?? main;
	const team = linked ?? (company ? undefined : teams[0]);
	return { company, team, today: todayOf(state, own ?? waits, linked ?? teams[0], company) };
}

/** Of the person's teams, what works for the main goal first, then what needs it most. */
function teamGoals(
	state: GoalsState,
	running: Goal[],
	{ teamIds }: Person,
	main: Goal | undefined
): Goal[] {
	const elsewhere = (goal: Goal) => Number(companyAbove(state, running, goal) !== main);
	return running
		.filter(({ team }) => team && teamIds.includes(team.id))
		.sort((a, b) => elsewhere(a) - elsewhere(b) || byNeed(state, a, b));
}

function companyAbove(
	{ goals }: GoalsState,
	running: Goal[],
	goal: Goal | undefined
): Goal | undefined {
	if (!goal) return undefined;
	return ancestorsOf(goals, goal.id).find(
		(above) => above.scope === 'organization' && running.includes(above)
	);
}

function todayOf(
	state: GoalsState,
	own: Goal | undefined,
	team: Goal | undefined,
	company: Goal | undefined
): Today {
	const shared = [team, company].find((goal) => goal && !isReached(goal));
	if (own?.state === 'proposed') return waiting(own, shared, state);
	if (own) return { goal: own, whose: 'own', words: toGo(own, state), note: noteOf(own, state) };
	if (shared)
		return {
			goal: shared,
			whose: 'shared',
			words: toGo(shared, state),
			note: noteOf(shared, state)
		};
	if (team ?? company)
		return {
			...{ goal: team ?? company, whose: 'shared' },
			...{ words: 'Everything here is reached.', note: 'What is the next thing worth reaching?' }
		};
	return {
		...{ goal: undefined, whose: 'none', words: 'There is no goal yet.' },
		note: 'What do you want to reach this week?'
	};
}

// What nobody has agreed to yet is not pushed: it says whom it waits for, and what there is meanwhile.
function waiting(own: Goal, shared: Goal | undefined, state: GoalsState): Today {
	const owner = ancestorsOf(state.goals, own.id)[0]?.owner;
	const who = owner && !owner.left ? owner.name.split(' ')[0] : 'an answer';
	const note = shared
		? `Until then: ${toGo(shared, state)}`
		: 'What you do for it counts for it already.';
	return { goal: own, whose: 'waits', words: `“${own.title}” waits for ${who}.`, note };
}

/** One's own goals and those one is in that can still be moved, the one that needs it most first. */
function openOwn(state: GoalsState, person: Person): Goal[] {
	return ownGoals(state, person)
		.filter((goal) => isRunning(goal, state) && goal.state !== 'declined' && !isReached(goal))
		.sort((a, b) => byNeed(state, a, b));
}

function byNeed(state: GoalsState, a: Goal, b: Goal): number {
	return (
		Number(isReached(a)) - Number(isReached(b)) || lag(state, b) - lag(state, a) || soonest(a, b)
	);
}

/** How far behind its pace a goal is, as a share of its way; 0 on pace. */
function lag({ today, currency, workdays }: GoalsState, goal: Goal): number {
	const { ahead } = paceOf(goal, today, currency, workdays);
	if (ahead >= 0n || isFirstDay(goal, today)) return 0;
	return Number(-ahead) / Number(BigInt(goal.target) - BigInt(goal.start));
}

function toGo(goal: Goal, { currency }: GoalsState): string {
	const left = BigInt(goal.target) - BigInt(goal.value);
	return `${showFigure(left, goal.unit, currency)} to go for “${goal.title}”.`;
}

function noteOf(goal: Goal, { today, currency, workdays }: GoalsState): string {
	const slip = slipOf(goal, goal.rhythm, today, currency, workdays);
	if (slip) return slipWords(slip, goal, currency);
	const words = `${paceWords(goal, today, currency, workdays)}, ${timeLeft(goal, today)}.`;
	return words[0]!.toUpperCase() + words.slice(1);
}

function isRunning({ startsOn, endsOn }: Goal, { today }: GoalsState): boolean {
	return startsOn <= today && today <= endsOn;
}

function soonest(a: Goal, b: Goal): number {
	if (a.endsOn !== b.endsOn) return a.endsOn < b.endsOn ? -1 : 1;
	return a.id < b.id ? -1 : 1;
}
