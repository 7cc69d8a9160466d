import type { MemberId } from '#lib/platform/ids.ts';
import type { Colleague } from './recognition.ts';

/**
 * Who is meant by what was typed: any word of the name or the team that starts with it, accents and
 * case aside ("tomas" finds Tomás). Names come before teams. Those chosen already are left out.
 */
export function findPeople(
	people: readonly Colleague[],
	search: string,
	chosen: readonly MemberId[]
): Colleague[] {
	const wanted = plain(search);
	const free = people.filter((person) => !chosen.includes(person.id));
	if (!wanted) return free;
	const byName = free.filter((person) => startsWith(person.name, wanted));
	const byTeam = free.filter(
		(person) => !byName.includes(person) && person.team && startsWith(person.team, wanted)
	);
	return [...byName, ...byTeam];
}

function startsWith(text: string, wanted: string): boolean {
	return ` ${plain(text)}`.includes(` ${wanted}`);
}

function plain(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/\s+/g, ' ');
}
