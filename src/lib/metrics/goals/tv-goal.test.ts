import { expect, test } from 'vitest';
import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { GoalsState } from './goal.ts';
import { HARBOUR, NORTH, ofMember, ofTeam, sample } from './goals.fixture.ts';
import { feedsInTheEnd, myGoal } from './my-goal.ts';
import { tvGoals, tvReached, tvSentence, tvSlide, tvTeamWords, tvWho } from './tv-goal.ts';

const aikos = ofMember('Aiko Kimura');
const week = { startsOn: '2026-11-16', endsOn: '2026-11-22' };
const state: GoalsState = {
	today: '2026-11-18',
	currency: 'EUR',
	calendar: { weekStart: 1, fiscalStart: 1 },
	workdays: [1, 2, 3, 4, 5],
	goals: [
		sample({ id: 'logos', value: '8', target: '10' }),
		sample({ id: 'demos', ...ofTeam(NORTH), parent: 'logos', value: '2' }),
		sample({ id: 'meetings', ...ofTeam(HARBOUR), parent: 'logos' }),
		sample({ id: 'last', ...ofTeam(NORTH), endsOn: '2026-11-13' }),
		sample({ id: '5 demos', ...aikos, ...week, parent: 'demos', value: '4', target: '5' }),
		sample({
			id: 'Coach Lena',
			...aikos,
			measure: 'check-in',
			parent: 'demos',
			value: '1',
			target: '2'
		})
	]
};

test('a TV leads with the organization’s goals, then its own team’s that run', () => {
	const ids = (team: string | null) => tvGoals(state, team as TeamId | null).map((goal) => goal.id);
	expect(ids(NORTH)).toEqual(['logos', 'demos']);
	expect(ids(HARBOUR)).toEqual(['logos', 'meetings']);
	expect(ids(null)).toEqual(['logos', 'demos', 'meetings']);
});

test('the slide of goals has the company’s on top, the teams’ by name, and what few reached', () => {
	const people = ['Mara Silva', 'Tomás Benítez'].map((name) => ({
		...{ id: name as MemberId, name, colour: 1 }
	}));
	const pod = { scope: 'pod' as const, kind: 'social' as const, people };
	const goals = [
		...state.goals,
		sample({ id: 'hospitals', ...pod, value: '12' }),
		sample({ id: 'streets', ...pod, value: '2' }),
		sample({ id: 'a quiet one', endsOn: '2026-11-20' }),
		sample({ id: 'wish', state: 'proposed', endsOn: '2026-11-19' })
	];
	const { company, teams, reached } = tvSlide({ ...state, goals }, null);
	expect([company?.id, teams.map(({ id }) => id), reached.map(({ id }) => id)]).toEqual([
		'logos',
		['meetings', 'demos'],
		['hospitals']
	]);
	expect(reached.map(tvWho)).toEqual(['Mara and Tomás']);
	expect(tvSlide(state, NORTH as TeamId).teams.map(({ id }) => id)).toEqual(['demos']);
});

test('what people reached says when: today, this week, or on its day', () => {
	const words = (day?: string) =>
		tvReached(sample({ id: 'hospitals' }), {
			...state,
			reachedOn: day ? { hospitals: day } : {}
		} as GoalsState);
	expect(words('2026-11-18')).toBe('reached today: “hospitals”');
	expect(words('2026-11-16')).toBe('reached this week: “hospitals”');
	expect(words('2026-11-15')).toBe('reached on 15 Nov: “hospitals”');
	expect(words()).toBe('reached “hospitals”');
});

test('a team that is behind is not called so on a wall', () => {
	const words = (value: string) => tvTeamWords(sample({ id: 'demos', value }), state);
	expect(words('7')).toBe('1 ahead of pace');
	expect(words('1')).toBe('9 to go, 12 days left');
});

test('it says the pace, and whose own goal feeds the big one', () => {
	const say = (id: string) =>
		tvSentence(
			state,
			state.goals.find((goal) => goal.id === id)!
		);
	expect(say('logos')).toBe('2 ahead of pace. Aiko’s “5 demos” feeds this goal.');
	expect(say('meetings')).toBe('6 behind pace.');
	const both = tvGoals(state, NORTH as TeamId);
	expect(both.map((goal) => tvSentence(state, goal, both))).toEqual([
		'2 ahead of pace.',
		expect.stringMatching(/pace\. Aiko’s “5 demos” feeds this goal\.$/)
	]);
});

test('beside the standings stands the goal only its owner can tick off, until it is reached', () => {
	const mine = (goals = state.goals) => myGoal(goals, 'Aiko Kimura' as MemberId, state.today)?.id;
	expect(mine()).toBe('Coach Lena');
	const reached = state.goals.map((goal) =>
		goal.id === 'Coach Lena' ? { ...goal, value: '2' } : goal
	);
	expect(mine(reached)).toBe('5 demos');
	expect(myGoal(state.goals, 'Oskar Berg' as MemberId, state.today)).toBeUndefined();
	expect(feedsInTheEnd(state.goals, state.goals[5]!)?.id).toBe('logos');
	expect(feedsInTheEnd(state.goals, state.goals[0]!)).toBeUndefined();
});
