import type { GoalId, MemberId, TeamId } from '#lib/platform/ids.ts';
import type { Calendar, Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';

export const GOAL_KINDS = ['organizational', 'social'] as const;
export type GoalKind = (typeof GOAL_KINDS)[number];

/** `metric` moves with activities, `check-in` by a tap. */
export const GOAL_MEASURES = ['metric', 'check-in'] as const;
export type GoalMeasure = (typeof GOAL_MEASURES)[number];

/** Whose work moves it: everybody's, a team's or one member's. */
export const GOAL_SCOPES = ['organization', 'team', 'member'] as const;
export type GoalScope = (typeof GOAL_SCOPES)[number];

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
	unit: Unit;
	/** Scaled integers as decimal strings: the metric's smallest unit, or taps. */
	target: string;
	value: string;
	startsOn: Day;
	/** Last day that counts. */
	endsOn: Day;
	team: { id: TeamId; name: string; colour: number } | null;
	member: { id: MemberId; name: string; colour: number } | null;
	/** The goal it supports. */
	parentId: GoalId | null;
	/** RFC 3339; null while it is open. */
	closedAt: string | null;
}

/** All open goals of an organization. Social goals are shared too: people choose them for each other. */
export interface GoalsState {
	/** Today in the organization's zone. */
	today: Day;
	currency: string;
	calendar: Calendar;
	goals: Goal[];
}

export interface GoalsChange {
	/** New or changed goals, whole. */
	goals: Goal[];
	/** Ids that are no longer open. */
	gone: GoalId[];
	/** Sent when the day turned or the organization changed. */
	head?: Omit<GoalsState, 'goals'>;
}

export function diffGoals(before: GoalsState, after: GoalsState): GoalsChange | undefined {
	const { goals: oldGoals, ...oldHead } = before;
	const { goals: newGoals, ...newHead } = after;
	const old = new Map(oldGoals.map((goal) => [goal.id, JSON.stringify(goal)]));
	const kept = new Set(newGoals.map((goal) => goal.id));
	const goals = newGoals.filter((goal) => old.get(goal.id) !== JSON.stringify(goal));
	const gone = oldGoals.filter((goal) => !kept.has(goal.id)).map((goal) => goal.id);
	const head = JSON.stringify(oldHead) === JSON.stringify(newHead) ? undefined : newHead;
	if (!goals.length && !gone.length && !head) return undefined;
	return head ? { goals, gone, head } : { goals, gone };
}

export function applyGoals(state: GoalsState, change: GoalsChange): GoalsState {
	const goals = new Map(state.goals.map((goal) => [goal.id, goal]));
	for (const id of change.gone) goals.delete(id);
	for (const goal of change.goals) goals.set(goal.id, goal);
	return { ...state, ...change.head, goals: [...goals.values()] };
}

/** How far it is, 0 to 1 and beyond. */
export function shareOf(goal: Pick<Goal, 'target' | 'value'>): number {
	return Number(goal.value) / Number(goal.target);
}

export function isReached(goal: Pick<Goal, 'target' | 'value'>): boolean {
	return BigInt(goal.value) >= BigInt(goal.target);
}
