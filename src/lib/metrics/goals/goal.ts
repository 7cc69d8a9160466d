import type { GoalId, MemberId, TeamId } from '#lib/platform/ids.ts';
import type { Calendar, Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Horizon } from '#lib/metrics/metric.ts';
import type { Rhythm } from './ahead/rhythm.ts';

export type GoalKind = 'organizational' | 'social';

/** `metric` moves with activities, `check-in` by a tap, `goals` as the goals that support it are reached. */
export type GoalMeasure = 'metric' | 'check-in' | 'goals';

/** Whose work moves it: everybody's, a team's, that of a few who chose it together, or one member's. */
export const GOAL_SCOPES = ['organization', 'team', 'pod', 'member'] as const;
export type GoalScope = (typeof GOAL_SCOPES)[number];

export type GoalChangeKind =
	| 'set'
	| 'agreed'
	| 'declined'
	| 'changed'
	| 'adjusted'
	| 'relinked'
	| 'joined'
	| 'left'
	| 'offered'
	| 'closed';

/** A person as goals show them. */
export interface GoalPerson {
	id: MemberId;
	name: string;
	colour: number;
}

/** `left` where they are no longer here, and nobody answers for it. */
export type GoalOwner = GoalPerson & { left?: true };

/** A goal as every viewer of the organization shares it. */
export interface Goal {
	id: GoalId;
	kind: GoalKind;
	scope: GoalScope;
	title: string;
	/** One line on why it matters; may be empty. */
	why: string;
	measure: GoalMeasure;
	/** What it counts; null for check-ins. */
	metric: { key: string; name: string } | null;
	/** Makes future sales, or closes them; null where it counts no metric. */
	horizon: Horizon | null;
	/** Only activities of this segment, and of at least this value (scaled integer); null for all. */
	segment: string | null;
	atLeast: string | null;
	unit: Unit;
	/** Scaled integers as decimal strings: the metric's smallest unit, taps, or goals. */
	start: string;
	target: string;
	/** Up to two steps beyond the target, ascending. */
	further: string[];
	value: string;
	startsOn: Day;
	/** Last day that counts. */
	endsOn: Day;
	/** The day on which somebody set it; left out where that does not matter. */
	setOn?: Day;
	team: { id: TeamId; name: string; colour: number } | null;
	member: GoalPerson | null;
	/** Who is in a pod today, in the order they came; empty for other scopes. */
	people: GoalPerson[];
	/** A pod's: whether others may join by themselves. */
	isOpen: boolean;
	/** Who answers for it. */
	owner: GoalOwner | null;
	/** What a goal that supports it may take on, scaled integers; null for no bound. */
	commit: { from: string | null; to: string | null };
	/** `proposed` until whoever owns what it supports agrees; `declined` where they said no. */
	state: 'proposed' | 'agreed' | 'declined';
	/** The goal it supports. */
	parentId: GoalId | null;
	/**
	 * What it is to support instead, while that waits for an answer; nulls for nothing. `asked` answers
	 * for that, where somebody does.
	 */
	wanted: { id: GoalId | null; title: string | null; asked: string | null } | null;
	/** RFC 3339; null while it is open. */
	closedAt: string | null;
	/** What was learned when it was closed. */
	learned: string | null;
	/** How its work came in until yesterday; only where a screen looks ahead. */
	rhythm?: Rhythm;
}

/**
 * The open goals of an organization. Social goals are shared too: people choose them for each other.
 * Of very many only the widest are here; see `apart`.
 */
export interface GoalsState {
	/** Today in the organization's zone. */
	today: Day;
	currency: string;
	calendar: Calendar;
	/** ISO weekdays on which people work. */
	workdays: number[];
	goals: Goal[];
	/**
	 * Where not all are here: how many open goals, people's own among them, support each of these without
	 * being here. Left out where all are.
	 */
	apart?: Record<GoalId, number>;
	/** On a wall: the day on which people reached what they chose for each other. */
	reachedOn?: Record<GoalId, Day>;
}

/** A part of what supports a goal of a tree that is too large to be shared, in a steady order. */
export interface BranchState extends GoalsState {
	/** Asks for the part that follows; null at the end. */
	next: GoalId | null;
}

export interface GoalsChange {
	/** New or changed goals, whole. */
	goals: Goal[];
	/** The figures of goals of which nothing else changed. */
	figures?: Record<GoalId, string>;
	/** Ids that are no longer open. */
	gone: GoalId[];
	/** Sent when the day turned or the organization changed. */
	head?: Omit<GoalsState, 'goals'>;
}

export function applyGoals(state: GoalsState, change: GoalsChange): GoalsState {
	const { goals: had, ...oldHead } = state;
	const goals = new Map(had.map((goal) => [goal.id, goal]));
	for (const id of change.gone) goals.delete(id);
	for (const goal of change.goals) goals.set(goal.id, goal);
	for (const [id, value] of Object.entries(change.figures ?? {})) {
		const goal = goals.get(id as GoalId);
		if (goal) goals.set(goal.id, { ...goal, value });
	}
	return { ...(change.head ?? oldHead), goals: [...goals.values()] };
}

/** The same for a part of a branch; where the next one begins travels with the head. */
export function applyBranch(state: BranchState, change: GoalsChange): BranchState {
	return { next: state.next, ...applyGoals(state, change) };
}

/** What everybody shares together with somebody's own chain. */
export function withChain(shared: GoalsState, chain: GoalsState): GoalsState {
	if (!shared.apart) return shared;
	const known = new Set(shared.goals.map(({ id }) => id));
	return { ...shared, goals: [...shared.goals, ...chain.goals.filter(({ id }) => !known.has(id))] };
}

/** Whether a change is about this goal. */
export function touches({ goals, figures, gone }: GoalsChange, id: GoalId): boolean {
	return gone.includes(id) || !!figures?.[id] || goals.some((goal) => goal.id === id);
}

/** How far it is from its start to its target, 0 to 1 and beyond. */
export function shareOf(goal: Pick<Goal, 'start' | 'target' | 'value'>): number {
	const start = BigInt(goal.start);
	return Number(BigInt(goal.value) - start) / Number(BigInt(goal.target) - start);
}

/** How many of its steps it has reached: 0 to 3. */
export function stepsReached(goal: Pick<Goal, 'target' | 'further' | 'value'>): number {
	return [goal.target, ...goal.further].filter((step) => BigInt(goal.value) >= BigInt(step)).length;
}

export function isReached(goal: Pick<Goal, 'target' | 'value'>): boolean {
	return BigInt(goal.value) >= BigInt(goal.target);
}
