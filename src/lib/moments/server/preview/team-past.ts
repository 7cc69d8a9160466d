import { periodOf, type Calendar, type Day } from '#lib/platform/period.ts';
import type { Best, Track } from '../../win.ts';
import { passedIn } from '../wins/read-teams.ts';
import type { WalkWorld } from './ledger.ts';

/** A team's week in one metric, up to where the walk has come, and its best one before. */
export interface TeamPast {
	day: Day;
	week: Day;
	people: Map<string, bigint>;
	best: Best;
}

export function newTeam(): TeamPast {
	return { day: '', week: '', people: new Map(), best: { value: 0n, of: 0 } };
}

export function addTeamWork(
	team: TeamPast,
	row: { memberId: string; day: Day; value: bigint },
	calendar: Calendar
): void {
	if (team.day !== row.day) comeTo(team, row.day, calendar);
	team.people.set(row.memberId, (team.people.get(row.memberId) ?? 0n) + row.value);
}

function comeTo(team: TeamPast, day: Day, calendar: Calendar): void {
	team.day = day;
	const week = periodOf('week', day, calendar).start;
	if (team.week !== week) {
		const sum = sumOf(team);
		if (sum > 0n)
			team.best = { value: sum > team.best.value ? sum : team.best.value, of: team.best.of + 1 };
		team.week = week;
		team.people = new Map();
	}
}

/** A team's part of a track: `value` is what the win has just added. */
export function teamTrack(
	{ people, best }: TeamPast,
	win: { memberId: string; teamId: string; value: bigint },
	world: WalkWorld
): Pick<Track, 'team' | 'passed'> {
	const name = world.teams.get(win.teamId);
	if (name === undefined) return { team: null, passed: null };
	const named = [...people]
		.filter(([, value]) => value > 0n)
		.map(([id, value]) => [id, { name: world.people.get(id) ?? '', value }] as const);
	const week = { name, people: new Map(named), best };
	return {
		team: { name, week: sumOf({ people }) - win.value, best },
		passed: passedIn(week, win.memberId, win.value, world.hidden)
	};
}

function sumOf({ people }: Pick<TeamPast, 'people'>): bigint {
	return [...people.values()].reduce((sum, value) => sum + value, 0n);
}
