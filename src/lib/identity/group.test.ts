import { expect, test } from 'vitest';
import type { MemberId } from '#lib/platform/ids.ts';
import { pickFrom, sinceWords, type Pickable } from './group.ts';

test.each([
	['2026-11-18', 'since today'],
	['2026-11-03', 'since 3 Nov'],
	['2026-09-30', 'since 30 Sep'],
	['2025-12-31', 'since 31 Dec 2025']
])('in it from %s is %s', (since, words) => {
	expect(sinceWords(since, '2026-11-18')).toBe(words);
});

const person = (name: string, teamName: string | null): Pickable => ({
	id: name as MemberId,
	name,
	colour: 1,
	teamName
});
const PEOPLE = [
	person('Aiko Kimura', 'Northern Lights'),
	person('Greta Lindqvist', null),
	person('Oskar Berg', 'Harbour Crew'),
	person('Tomás Benítez', 'Northern Lights')
];

test.each([
	[
		'nobody typed anything',
		'',
		9,
		['Oskar Berg', 'Aiko Kimura', 'Greta Lindqvist', 'Tomás Benítez']
	],
	['an accent left out', 'tomas', 9, ['Tomás Benítez']],
	['a team', 'NORTHERN', 9, ['Aiko Kimura', 'Tomás Benítez']],
	['two words in any order', 'lights aiko', 9, ['Aiko Kimura']],
	['too many to show', '', 1, ['Oskar Berg', 'Aiko Kimura']],
	['nobody like that', 'zoe', 9, []]
])('%s', (_, typed, most, names) => {
	const inside = new Set(['Oskar Berg' as MemberId]);
	expect(pickFrom(PEOPLE, inside, typed, most).map(({ name }) => name)).toEqual(names);
});
