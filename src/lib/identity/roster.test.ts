import { describe, expect, it } from 'vitest';
import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { Person, Team } from './person.ts';
import { findPeople, rosterOf } from './roster.ts';

const lights = 'lights' as TeamId;
const team: Team = {
	id: lights,
	key: 'northern-lights',
	name: 'Northern Lights',
	colour: 1,
	managerIds: ['Ines Falk' as MemberId]
};
const empty: Team = { ...team, id: 'crew' as TeamId, name: 'Harbour Crew', managerIds: [] };

function person(name: string, teamId: TeamId | null): Person {
	return {
		id: name as MemberId,
		reference: name,
		name,
		email: `${name.split(' ')[0]}@halden.example`,
		role: 'rep',
		colour: 1,
		teamId,
		teamKey: null,
		teamName: null,
		hasSignIn: true
	};
}

const roster = rosterOf(
	[person('Tomás Benítez', lights), person('Aiko Kimura', lights), person('Ines Falk', null)],
	[empty, team],
	true
);

describe('the list of people', () => {
	it('goes team by team, with who manages it; without a team comes last', () => {
		expect(roster.map(({ name, managers, people }) => [name, managers, people.length])).toEqual([
			['Harbour Crew', [], 0],
			['Northern Lights', ['Ines Falk'], 2],
			['In no team', [], 1]
		]);
		expect(rosterOf([], [empty], true).map(({ name }) => name)).toEqual(['Harbour Crew']);
	});

	it('of a manager has their teams only, with the names of who manages them', () => {
		const theirs = rosterOf(
			[person('Ines Falk', null)],
			[{ ...team, managerIds: [] }, team],
			false
		);
		expect(theirs.map(({ managers }) => managers)).toEqual([[], ['Ines Falk']]);
	});

	it.each([
		['', 3],
		['benitez', 1],
		['north', 2],
		['aiko lights', 1],
		['ines@halden', 1],
		['nobody', 0]
	])('finds with %j', (words, found) => {
		expect(findPeople(roster, words).flatMap(({ people }) => people)).toHaveLength(found);
	});
});
