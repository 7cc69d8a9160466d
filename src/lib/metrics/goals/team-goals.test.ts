import { expect, test } from 'vitest';
import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import { GOALS, HARBOUR, NORTH, sample } from './goals.fixture.ts';
import { mayJoin, teamGoals } from './team-goals.ts';

const person = (name: string) => ({ id: name as MemberId, name, colour: 1 });
const pod = { scope: 'pod' as const, kind: 'social' as const, isOpen: true };
const goals = [
	...GOALS,
	sample({ id: 'hospitals', ...pod, people: [person('Aiko')], parent: 'five' }),
	sample({ id: 'quay', ...pod, people: [person('Oskar')] }),
	sample({ id: 'closed shop', ...pod, isOpen: false, people: [person('Aiko')] }),
	sample({ id: 'over', ...pod, people: [person('Aiko')], endsOn: '2026-11-10' })
];
const state = {
	...{ today: '2026-11-18', currency: 'EUR', goals, workdays: [1, 2, 3, 4, 5] },
	calendar: { weekStart: 1, fiscalStart: 1 }
};

test('a team’s goals, what they lead to, and what its people chose together', () => {
	const ids = (team: string, ...people: string[]) => {
		const { feeds, own, social } = teamGoals(state, team as TeamId, people.map(person));
		return [feeds, own, social].map((list) => list.map(({ id }) => id));
	};
	expect(ids(NORTH, 'Aiko')).toEqual([['logos'], ['demos'], ['hospitals', 'closed shop']]);
	expect(ids(HARBOUR, 'Oskar')).toEqual([['logos'], ['harbour'], ['quay']]);
	expect(ids('nowhere')).toEqual([[], [], []]);
});

test('one joins what is open, runs, and has one not in it yet', () => {
	const mine = goals.filter((goal) => mayJoin(goal, 'Oskar' as MemberId, state.today));
	expect(mine.map(({ id }) => id)).toEqual(['hospitals']);
});
