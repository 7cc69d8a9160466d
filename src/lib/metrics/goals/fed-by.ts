import { nameFew } from '#lib/platform/name-few.ts';
import type { Goal, GoalPerson } from './goal.ts';

/** How many faces stand on a card. */
export const FACES = 5;

/** Who fed a goal this week, the one who brought most first. */
export interface Fed {
	/** At most `FACES`. */
	people: GoalPerson[];
	/** How many there are together. */
	all: number;
}

/** Whose faces a goal's card shows: those in it, or those who fed it this week. */
export function facesOf(goal: Goal, fed: Record<string, Fed>): Fed {
	if (goal.scope === 'pod') return { people: goal.people.slice(0, FACES), all: goal.people.length };
	return fed[goal.id] ?? { people: [], all: 0 };
}

/** "Mara and Aiko", "Mara, Aiko, Lena and 4 more", with first names. */
export function whoWords({ people, all }: Fed): string {
	return nameFew(
		people.map(({ name }) => name.split(' ')[0]!),
		all
	);
}
