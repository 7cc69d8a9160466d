import type { Person, Team } from './person.ts';

/** A team with its people, as the list of people shows it; the last has those without a team. */
export interface RosterTeam {
	id: string | null;
	name: string;
	managers: string[];
	people: RosterPerson[];
}

export interface RosterPerson {
	id: string;
	name: string;
	email: string | null;
	role: Person['role'];
	colour: number;
	hasSignIn: boolean;
}

/**
 * Everybody by team, in the order of the teams given; people of other teams are not on it. Those
 * without a team come last where `withLoose` asks for them and there are some.
 */
export function rosterOf(people: Person[], teams: Team[], withLoose: boolean): RosterTeam[] {
	const names = new Map(people.map(({ id, name }) => [id, name]));
	const listed = teams.map((team) => ({
		id: team.id,
		name: team.name,
		managers: team.managerIds.flatMap((id) => names.get(id) ?? []),
		people: people.filter(({ teamId }) => teamId === team.id).map(shown)
	}));
	const loose = people.filter(({ teamId }) => teamId === null).map(shown);
	if (!withLoose || !loose.length) return listed;
	return [...listed, { id: null, name: 'In no team', managers: [], people: loose }];
}

/** Those whose name or e-mail holds every word, in any case and without accents. */
export function findPeople(roster: RosterTeam[], words: string): RosterTeam[] {
	const wanted = plain(words).split(/\s+/).filter(Boolean);
	if (!wanted.length) return roster;
	return roster
		.map((team) => ({
			...team,
			people: team.people.filter(({ name, email }) => {
				const text = plain(`${name} ${email ?? ''} ${team.name}`);
				return wanted.every((word) => text.includes(word));
			})
		}))
		.filter(({ people }) => people.length);
}

function shown({ id, name, email, role, colour, hasSignIn }: Person): RosterPerson {
	return { id, name, email, role, colour, hasSignIn };
}

function plain(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
