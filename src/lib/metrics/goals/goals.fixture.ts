import type { GoalId, MemberId, TeamId } from '#lib/platform/ids.ts';
import type { Goal } from './goal.ts';

/** Goals of the demo team for tests of pure rules: ids are names. */
export function sample(
	goal: Partial<Omit<Goal, 'id' | 'parentId'>> & { id: string; parent?: string }
): Goal {
	const { id, parent, ...rest } = goal;
	return {
		id: id as GoalId,
		kind: 'organizational',
		scope: 'organization',
		title: id,
		why: '',
		measure: 'metric',
		metric: { key: 'demos-held', name: 'Demos held' },
		horizon: 'pipeline',
		segment: null,
		atLeast: null,
		unit: 'count',
		start: '0',
		target: '10',
		further: [],
		value: '0',
		startsOn: '2026-11-01',
		endsOn: '2026-11-30',
		team: null,
		member: null,
		people: [],
		isOpen: false,
		owner: null,
		commit: { from: null, to: null },
		state: 'agreed',
		parentId: (parent ?? null) as GoalId | null,
		wanted: null,
		closedAt: null,
		learned: null,
		...rest
	};
}

export function ofTeam(name: string): Partial<Goal> {
	return { scope: 'team', team: { id: name as TeamId, name, colour: 1 } };
}

export function ofMember(name: string): Partial<Goal> {
	return {
		scope: 'member',
		kind: 'social',
		member: { id: name as MemberId, name, colour: 1 }
	};
}

export const NORTH = 'Northern Lights';
export const HARBOUR = 'Harbour Crew';

/** The demo team's goals, in no order. */
export const GOALS: Goal[] = [
	sample({ id: 'coach', ...ofMember('Aiko'), parent: 'demos', endsOn: '2026-12-04' }),
	sample({ id: 'harbour', ...ofTeam(HARBOUR), parent: 'logos' }),
	sample({ id: 'five', ...ofMember('Aiko'), parent: 'demos' }),
	sample({ id: 'demos', ...ofTeam(NORTH), parent: 'logos' }),
	sample({ id: 'logos' }),
	sample({ id: 'oskars', ...ofMember('Oskar'), parent: 'harbour' })
];
