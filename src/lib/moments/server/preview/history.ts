import { NONE } from '#lib/platform/ids.ts';
import { daysBetween, type Day } from '#lib/platform/period.ts';
import type { GoalStep, Track } from '../../win.ts';
import type { LedgerRow, PastDay, WalkedGoal, WalkWorld } from './ledger.ts';
import { addWork, comeTo, newPast, ownTrack, type OwnPast } from './own-past.ts';
import { addTeamWork, newTeam, teamTrack, type TeamPast } from './team-past.ts';

/** Everything that has come in, up to where the walk has come. */
export interface History {
	own: Map<string, OwnPast>;
	teams: Map<string, TeamPast>;
	/** By metric: the first day anybody did it, and what everybody has done today. */
	boards: Map<string, { since: Day; day: Day; today: bigint }>;
	/** By goal: how far it is. */
	goals: Map<string, bigint>;
	/** By person, metric and kind of customer: the entry that was the first. */
	kinds: Map<string, string>;
}

export function newHistory(): History {
	return {
		own: new Map(),
		teams: new Map(),
		boards: new Map(),
		goals: new Map(),
		kinds: new Map()
	};
}

type Work = Pick<PastDay, 'memberId' | 'teamId' | 'metricId' | 'day' | 'value'> &
	Partial<Pick<LedgerRow, 'id' | 'segment'>>;

/** One more entry, or the sum of somebody's day. Days come in order. */
export function takeIn(
	history: History,
	work: Work & Partial<Pick<PastDay, 'largest' | 'of'>>,
	world: WalkWorld
): void {
	const past = kept(history.own, ownKey(work), newPast);
	comeTo(past, work.day, world.calendar);
	addWork(past, work.value, work.largest, work.of);
	addTeamWork(kept(history.teams, teamKey(work), newTeam), work, world.calendar);
	const { day } = work;
	const board = kept(history.boards, work.metricId, () => ({ since: day, day, today: 0n }));
	if (board.day !== day) Object.assign(board, { day, today: 0n });
	board.today += work.value;
	if (work.segment && work.id) {
		const key = kindKey({ ...work, segment: work.segment });
		if (!world.kinds.has(key)) kept(history.kinds, key, () => work.id!);
	}
	for (const goal of world.goals)
		if (moves(goal, work)) history.goals.set(goal.id, reached(history, goal) + work.value);
}

/** What a win counted in one metric, whose last row has just been taken in. */
export function trackNow(history: History, rows: LedgerRow[], world: WalkWorld): Track {
	const row = rows[0]!;
	const value = rows.reduce((sum, each) => sum + each.value, 0n);
	const metric = world.metrics.get(row.metricId)!;
	const board = history.boards.get(row.metricId)!;
	const off = world.daysOff.get(row.memberId) ?? [];
	const past = history.own.get(ownKey(row))!;
	return {
		metric,
		value,
		largest: rows.reduce((most, each) => (each.value > most ? each.value : most), row.value),
		...ownTrack(past, value, { off, workdays: world.workdays }),
		firstWith: firstKind(history, rows),
		countedFor: daysBetween(board.since, row.day),
		everybody: board.today - value,
		...teamTrack(history.teams.get(teamKey(row))!, { ...row, value }, world)
	};
}

function firstKind({ kinds }: History, rows: LedgerRow[]): string | null {
	const first = rows.find(
		(row) => row.segment && kinds.get(kindKey({ ...row, segment: row.segment })) === row.id
	);
	return first?.segment ?? null;
}

/** A goal before and after a win, whatever of it has rung. */
export type MovedGoal = Omit<GoalStep, 'rung'>;

/** The goals that these rows have just moved, the nearest first. */
export function goalsNow(history: History, rows: LedgerRow[], world: WalkWorld): MovedGoal[] {
	const value = rows.reduce((sum, each) => sum + each.value, 0n);
	return world.goals
		.filter((goal) => moves(goal, rows[0]!))
		.map((goal) => {
			const { id, title, kind, scope, unit, target } = goal;
			const after = reached(history, goal);
			return { id, title, kind, scope, unit, before: after - value, after, target };
		})
		.sort((a, b) => NEAREST.indexOf(a.scope) - NEAREST.indexOf(b.scope));
}

function reached({ goals }: History, { id, start }: WalkedGoal): bigint {
	return goals.get(id) ?? start;
}

const NEAREST: GoalStep['scope'][] = ['member', 'pod', 'team', 'organization'];

function moves(goal: WalkedGoal, work: Work): boolean {
	const { metricId, memberId, teamId, day, value } = work;
	return (
		goal.metricId === metricId &&
		(goal.segment === null || goal.segment === work.segment) &&
		// A past day's sum does not say what its entries were: such a goal starts with them counted.
		(goal.atLeast === null || (work.id !== undefined && value >= goal.atLeast)) &&
		goal.feeds.some(
			({ feeder, startsOn, endsOn }) =>
				startsOn <= day && day <= endsOn && [NONE, teamId, memberId].includes(feeder)
		)
	);
}

export function kindKey(work: { memberId: string; metricId: string; segment: string }): string {
	return `${work.memberId},${work.metricId},${work.segment}`;
}

function ownKey({ memberId, metricId }: Work): string {
	return `${memberId},${metricId}`;
}

function teamKey({ teamId, metricId }: Work): string {
	return `${teamId},${metricId}`;
}

function kept<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
	const found = map.get(key);
	if (found) return found;
	const made = make();
	map.set(key, made);
	return made;
}
