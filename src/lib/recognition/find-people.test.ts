import { describe, expect, it } from 'vitest';
import type { MemberId } from '#lib/platform/ids.ts';
import { findPeople } from './find-people.ts';
import { inSentence, whom, type Colleague } from './recognition.ts';

const person = (name: string, team: string): Colleague => ({
	id: name as MemberId,
	name,
	colour: 1,
	team,
	mayHaveBadge: false
});
const PEOPLE = [
	person('Aiko Kimura', 'Northern Lights'),
	person('Nora Blix', 'Harbour Crew'),
	person('Tomás Benítez', 'Northern Lights')
];

describe('finding people', () => {
	it.each([
		['', ['Aiko Kimura', 'Nora Blix', 'Tomás Benítez']],
		['tomas', ['Tomás Benítez']],
		['BENI', ['Tomás Benítez']],
		['tomas  b', ['Tomás Benítez']],
		['nor', ['Nora Blix', 'Aiko Kimura', 'Tomás Benítez']],
		['lights', ['Aiko Kimura', 'Tomás Benítez']],
		['iko', []],
		['zoe', []]
	])('"%s"', (search, names) => {
		expect(findPeople(PEOPLE, search, []).map(({ name }) => name)).toEqual(names);
	});

	it('leaves out who is chosen already', () => {
		const chosen = [PEOPLE[0]!.id];
		expect(findPeople(PEOPLE, 'lights', chosen).map(({ name }) => name)).toEqual(['Tomás Benítez']);
	});
});

describe('words of a recognition', () => {
	it.each([
		[[], ''],
		[['Lena Tran'], 'Lena'],
		[['Lena Tran', 'Aiko Kimura'], 'Lena and Aiko'],
		[['Lena Tran', 'Aiko Kimura', 'Nora Blix'], '3 people']
	])('%j', (names, words) => {
		expect(whom(names)).toBe(words);
	});

	it.each([
		['Customer first', 'customer first'],
		['Courage', 'courage'],
		['ISO craft', 'ISO craft'],
		['übermut', 'übermut']
	])('%s in a sentence is %s', (value, words) => {
		expect(inSentence(value)).toBe(words);
	});
});
