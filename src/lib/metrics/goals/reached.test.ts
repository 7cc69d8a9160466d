import { expect, test } from 'vitest';
import type { MemberId } from '#lib/platform/ids.ts';
import { ofMember, sample } from './goals.fixture.ts';
import type { Goal, GoalsState } from './goal.ts';
import { broughtWords, ownGoals, reachedSince, seenOf } from './reached.ts';

const coach = (value: string) =>
	sample({ id: 'Coach', ...ofMember('Aiko'), parent: 'teach', target: '2', value });
const five = (value: string) => sample({ id: 'Five', ...ofMember('Aiko'), target: '5', value });
const seen = (...goals: Goal[]) => seenOf(goals);

test('what is reached while one looks is told until another deed, or until it is taken back', () => {
	const before = seen(coach('1'), five('3'));
	expect(reachedSince(before, [coach('1'), five('3')], null)).toBeNull();
	expect(reachedSince(before, [coach('2'), five('3')], null)).toBe('Coach');
	const after = seen(coach('2'), five('3'));
	const told = coach('2').id;
	expect(reachedSince(after, [coach('2'), five('3')], told)).toBe('Coach');
	expect(reachedSince(after, [coach('3'), five('3')], told)).toBe('Coach');
	expect(reachedSince(after, [coach('2'), five('4')], told)).toBeNull();
	expect(reachedSince(after, [coach('1'), five('3')], told)).toBeNull();
	expect(reachedSince(after, [five('3')], told)).toBeNull();
});

test('what was reached before anybody looked is no news', () => {
	expect(reachedSince({}, [coach('2')], null)).toBeNull();
	expect(reachedSince(seen(coach('2')), [coach('3')], null)).toBeNull();
});

test('it says what it brought to the goal above, once that was agreed', () => {
	const state = (goals: Goal[]) => ({ goals, currency: 'EUR' }) as GoalsState;
	const teach = sample({ id: 'teach', measure: 'goals', unit: 'count', target: '5', value: '3' });
	expect(broughtWords(coach('2'), state([teach, coach('2')]))).toBe(
		'One more for “teach”: 3 of 5.'
	);
	const counts = { ...teach, measure: 'metric' } as Goal;
	expect(broughtWords(coach('2'), state([counts, coach('2')]))).toBe('It works for “teach”.');
	const asked = { ...coach('2'), state: 'proposed' } as Goal;
	expect(broughtWords(asked, state([teach, asked]))).toBeUndefined();
	expect(broughtWords(five('5'), state([five('5')]))).toBeUndefined();
});

test('a goal of a few is one’s own where one is in it', () => {
	const person = { memberId: 'Aiko' as MemberId, teamIds: [] };
	const others = sample({ id: 'other', ...ofMember('Lena') });
	expect(ownGoals({ goals: [five('1'), others] }, person).map(({ id }) => id)).toEqual(['Five']);
});
