import type { Goal, GoalsState } from '#lib/metrics/goals/goal.ts';
import type { MomentCard } from '#lib/moments/moment.ts';

/** Somebody who asked that no TV names them. */
export interface Hidden {
	id: string;
	name: string;
}

/** What stands where a sentence names somebody who hides. */
export const SOMEBODY = 'a colleague';

/** The wins that may hang on a wall, with nobody named who hides. */
export function winsShown(moments: readonly MomentCard[], hidden: readonly Hidden[]): MomentCard[] {
	return moments
		.flatMap((card) => unpeopled(card, hidden) ?? [])
		.filter(({ onTv, member }) => onTv && !isHidden(member.id, hidden))
		.map((card) => withoutNames(card, hidden));
}

/** The goals without those of who hides: their names would stand under the goal they feed. */
export function goalsShown(state: GoalsState, hidden: readonly Hidden[]): GoalsState {
	if (!hidden.length) return state;
	const goals = state.goals.filter(({ member }) => !member || !isHidden(member.id, hidden));
	return { ...state, goals: goals.map((goal) => unnamed(goal, hidden)) };
}

// What many reached hangs as long as one of them may be named; the others are counted.
function unpeopled(card: MomentCard, hidden: readonly Hidden[]): MomentCard | undefined {
	if (!card.group || !hidden.length) return card;
	const people = card.group.people.filter(({ id }) => !isHidden(id, hidden));
	const [first] = people;
	if (!first) return undefined;
	const { id, name, colour, picture } = first;
	const { team } = card.member;
	return { ...card, group: { ...card.group, people }, member: { id, name, colour, picture, team } };
}

// The wall writes nobody below a shared goal, and what it does not write it need not know. What a few
// call their goal they say with first names.
function unnamed(goal: Goal, hidden: readonly Hidden[]): Goal {
	const { owner, people, title, why, kind } = goal;
	const names = [...hidden.map(nameOf), ...(kind === 'social' ? hidden.map(firstNameOf) : [])];
	return {
		...goal,
		title: without(title, names),
		why: without(why, names),
		owner: owner && isHidden(owner.id, hidden) ? null : owner,
		people: people.filter(({ id }) => !isHidden(id, hidden))
	};
}

export function isHidden(id: string, hidden: readonly Hidden[]): boolean {
	return hidden.some((person) => person.id === id);
}

function withoutNames(card: MomentCard, hidden: readonly Hidden[]): MomentCard {
	if (!hidden.length) return card;
	const { headline, detail, quote, from } = card;
	const unnamed = (words: string) => without(words, hidden.map(nameOf));
	return {
		...card,
		headline: unnamed(headline),
		detail: unnamed(detail),
		quote: quote && without(unnamed(quote), hidden.map(firstNameOf)),
		from: from && isHidden(from.id, hidden) ? null : from
	};
}

function nameOf({ name }: Hidden): string {
	return name;
}

// What people say themselves, they say with first names.
function firstNameOf({ name }: Hidden): string {
	return name.split(' ')[0]!;
}

// Whole names only: whoever is called Ann is not in Annabel.
function without(words: string, names: string[]): string {
	return names.reduce((said, name) => said.replaceAll(wholeWords(name), SOMEBODY), words);
}

function wholeWords(name: string): RegExp {
	const plain = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])`, 'gu');
}
