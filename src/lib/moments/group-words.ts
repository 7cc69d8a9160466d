import type { MemberId } from '#lib/platform/ids.ts';
import { namedOf, nameFew } from '#lib/platform/name-few.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import type { MomentCard, MomentGoal, MomentGroup, MomentPerson } from './moment.ts';

/**
 * Whose win it is: "Aiko Kimura", "Northern Lights", "Aiko, Lena, Mara and 2 more". Who is `me` is
 * told so, and first: "You", "You, Lena, Mara and 2 more".
 */
export function whoOf({ group, member }: Pick<MomentCard, 'group' | 'member'>, me?: MemberId) {
	if (group) return group.name ?? namesOf(group, me);
	return member.id === me ? 'You' : member.name;
}

/** The same where room is short: "Aiko". */
export function shortWhoOf(card: Pick<MomentCard, 'group' | 'member'>): string {
	return card.group ? whoOf(card) : firstName(card.member.name);
}

/** Who fed it, in one line: "Aiko 12, Lena 9 of 60"; of many the first three: "Aiko 12 and 9 more". */
export function sharesLine({ people, count }: MomentGroup, goal: MomentGoal): string {
	const shown = people.slice(0, namedOf(count));
	const more = count - shown.length;
	const shares = shown.map(({ name, share }) => `${firstName(name)} ${show(share, goal)}`);
	const list = shares.join(', ');
	return more > 0 ? `${list} and ${more} more` : `${list} of ${show(goal.target, goal)}`;
}

/** One share for itself: "12 of 60". */
export function shareWords({ share }: Pick<MomentPerson, 'share'>, goal: MomentGoal): string {
	return `${show(share, goal)} of ${show(goal.target, goal)}`;
}

/** Whether this person fed it. */
export function isIn({ people }: MomentGroup, id: string): boolean {
	return people.some((person) => person.id === id);
}

function namesOf({ people, count }: MomentGroup, me?: MemberId): string {
	const own = people.filter(({ id }) => id === me);
	const ordered = [...own, ...people.filter(({ id }) => id !== me)];
	if (count < 2 || !people.length) return own.length ? 'You' : (people[0]?.name ?? '');
	return nameFew(
		ordered.map(({ id, name }) => (id === me ? 'You' : firstName(name))),
		count
	);
}

function show(figure: string, { unit, currency }: MomentGoal): string {
	return showFigure(BigInt(figure), unit, currency, true);
}

function firstName(name: string): string {
	return name.split(' ')[0]!;
}
