import type { CheerKind, MomentCard } from '../moment.ts';

/** What a cheer says on its button. */
export const CHEER_WORDS: Record<CheerKind, string> = {
	bell: 'Ring',
	nice: 'Nice one',
	how: 'How?'
};

const SPOKEN: Record<CheerKind, string> = {
	bell: 'Ring the bell for',
	nice: 'Say “nice one” to',
	how: 'Ask how they did it:'
};

/** The button for the ear: "Ring the bell for Aiko Kimura, 8 so far". */
export function cheerLabel(kind: CheerKind, name: string, count: number): string {
	return `${SPOKEN[kind]} ${name}${count ? `, ${count} so far` : ''}`;
}

/** A card with one member's cheer set or taken back, as it will be once the server has it. */
export function withCheer(
	card: MomentCard,
	kind: CheerKind,
	member: MomentCard['member']['id'],
	on: boolean
): MomentCard {
	const others = card.cheers[kind].filter((id) => id !== member);
	return { ...card, cheers: { ...card.cheers, [kind]: on ? [...others, member] : others } };
}

const and = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** "Ines Falk, Lena Tran and Oskar Berg"; of many the first eight. */
export function cheeredBy(people: readonly { name: string }[]): string {
	const names = people.slice(0, 8).map(({ name }) => name);
	const more = people.length - names.length;
	return and.format(more ? [...names, `${more} more`] : names);
}

/** The way to what is said under a moment: "Comment", "1 comment", "2 comments". */
export function commentsLabel(count: number): string {
	if (!count) return 'Comment';
	return count === 1 ? '1 comment' : `${count} comments`;
}
