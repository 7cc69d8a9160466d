import { expect, test } from 'vitest';
import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { Goal, GoalsState } from './goal.ts';
import { GOALS, HARBOUR, NORTH, ofMember, ofTeam, sample } from './goals.fixture.ts';
import { heroOf } from './hero.ts';

const aiko = { memberId: 'Aiko' as MemberId, teamIds: [NORTH as TeamId] };
const week = { startsOn: '2026-11-16', endsOn: '2026-11-22' };

function state(goals: Goal[], today = '2026-11-18'): GoalsState {
	return {
		...{ today, currency: 'EUR', goals },
		...{ calendar: { weekStart: 1, fiscalStart: 1 }, workdays: [1, 2, 3, 4, 5] }
	};
}

const said = (goals: Goal[], person = aiko) => {
	const { company, team, today } = heroOf(state(goals), person);
	return [company?.id, team?.id, today.goal?.id, today.words, today.note];
};

const COMPANY = sample({ id: 'logos', target: '40', value: '31' });
const TEAM = sample({ id: 'demos', ...ofTeam(NORTH), parent: 'logos', target: '60', value: '41' });
const five = (value: string) =>
	sample({ id: '5 demos', ...ofMember('Aiko'), ...week, parent: 'demos', target: '5', value });

test('what the company wants, what the team does for it, and what Aiko can do today', () => {
	expect(said([COMPANY, TEAM, five('4')])).toEqual([
		...['logos', 'demos', '5 demos'],
		'1 to go for “5 demos”.',
		'2 ahead of pace, 4 days left.'
	]);
});

test('what has slipped comes before what ends sooner, and says what brings it back', () => {
	const coach = sample({
		id: 'Coach',
		...ofMember('Aiko'),
		parent: 'demos',
		target: '10',
		value: '1'
	});
	expect(said([COMPANY, TEAM, five('4'), coach])).toEqual([
		...['logos', 'demos', 'Coach', '9 to go for “Coach”.'],
		'1 a day for 9 days brings it back.'
	]);
});

test('the chain that the own goal leads up is the one that is told', () => {
	const harbour = sample({ id: 'harbour', ...ofTeam(HARBOUR), parent: 'other' });
	const other = sample({ id: 'other', endsOn: '2026-12-31' });
	const help = sample({ id: 'help', ...ofMember('Aiko'), parent: 'harbour', value: '9' });
	expect(said([COMPANY, TEAM, other, harbour, help]).slice(0, 3)).toEqual([
		...['other', 'harbour', 'help']
	]);
});

test('a goal of one’s own that feeds something else mixes no two chains', () => {
	const teaching = sample({ id: 'teaching', measure: 'goals', target: '5' });
	const clinic = sample({
		id: 'clinic',
		...ofMember('Aiko'),
		parent: 'teaching',
		target: '3',
		value: '2'
	});
	expect(said([teaching, COMPANY, TEAM, clinic]).slice(0, 3)).toEqual(['logos', 'demos', 'clinic']);
	// What the team has set loose stands under nobody’s goal, and is still something to do.
	const loose = sample({ id: 'loose', ...ofTeam(NORTH), target: '60' });
	expect(said([COMPANY, loose]).slice(0, 3)).toEqual(['logos', undefined, 'loose']);
	expect(said([loose]).slice(0, 3)).toEqual([undefined, 'loose', 'loose']);
	expect(said([teaching, COMPANY, loose, clinic]).slice(0, 3)).toEqual([
		...['teaching', undefined, 'clinic']
	]);
});

test('a team’s goal that moves elsewhere takes nobody else’s headline with it', () => {
	const meetings = sample({ id: 'meetings', ...ofTeam(HARBOUR), parent: 'logos', value: '9' });
	const teaching = sample({ id: 'teaching', measure: 'goals', target: '5' });
	const own = ['a', 'b'].map((id) => sample({ id, ...ofMember('Hana'), parent: 'teaching' }));
	const moved = sample({ id: 'demos', ...ofTeam(NORTH), parent: 'teaching' });
	const goals = [teaching, COMPANY, meetings, moved, ...own];
	const leads = { memberId: 'Greta' as MemberId, teamIds: [] };
	expect(said(goals, leads)[0]).toBe('logos');
	const both = { ...leads, teamIds: [NORTH, HARBOUR] as TeamId[] };
	expect(said(goals, both).slice(0, 2)).toEqual(['logos', 'meetings']);
	expect(said(goals).slice(0, 2)).toEqual(['teaching', 'demos']);
});

test('somebody with no goal of their own helps the team, then the company', () => {
	expect(said([COMPANY, TEAM]).slice(2, 4)).toEqual(['demos', '19 to go for “demos”.']);
	const nobody = { memberId: 'Greta' as MemberId, teamIds: [] };
	expect(said([COMPANY, TEAM], nobody).slice(0, 4)).toEqual([
		...['logos', undefined, 'logos', '9 to go for “logos”.']
	]);
});

test('a goal of a few is one’s own; a declined or reached one is nothing to do', () => {
	const pod = sample({
		...{ id: 'hospitals', scope: 'pod', kind: 'social', parent: 'demos' },
		people: [{ id: 'Aiko' as MemberId, name: 'Aiko', colour: 1 }]
	});
	const no = sample({ id: 'no', ...ofMember('Aiko'), state: 'declined' });
	expect(said([COMPANY, TEAM, five('5'), no, pod])[2]).toBe('hospitals');
});

test('what is proposed is not what the company wants', () => {
	expect(said([sample({ id: 'wish', state: 'proposed' }), ...GOALS])[0]).toBe('logos');
});

test('where nothing is set, and where everything is reached, it says so', () => {
	expect(said([]).slice(3)).toEqual([
		'There is no goal yet.',
		'What do you want to reach this week?'
	]);
	expect(said([sample({ id: 'logos', value: '10' })])[3]).toBe('Everything here is reached.');
});

test('what nobody has agreed to yet is not pushed: it says whom it waits for', () => {
	const owner = { id: 'Ines' as MemberId, name: 'Ines Duarte', colour: 1 };
	const led = { ...TEAM, owner };
	const asked = { ...five('1'), state: 'proposed' } as Goal;
	expect(said([COMPANY, led, asked])).toEqual([
		...['logos', 'demos', '5 demos', '“5 demos” waits for Ines.'],
		'Until then: 19 to go for “demos”.'
	]);
	const agreed = sample({ id: 'Coach', ...ofMember('Aiko'), endsOn: '2026-12-31', value: '9' });
	expect(said([COMPANY, led, asked, agreed])[3]).toBe('1 to go for “Coach”.');
	expect(said([{ ...asked, parentId: null }]).slice(3)).toEqual([
		'“5 demos” waits for an answer.',
		'What you do for it counts for it already.'
	]);
});
