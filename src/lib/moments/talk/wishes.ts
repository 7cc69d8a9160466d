import type { MemberId } from '#lib/platform/ids.ts';
import { withCheer } from './cheer-words.ts';
import type { CheerKind, MomentCard } from '../moment.ts';

/** A cheer that the person sees already and the server's word does not say yet. */
export interface Wish {
	id: string;
	kind: CheerKind;
	on: boolean;
}

/** The card as the person wants it. */
export function wished(card: MomentCard, wishes: readonly Wish[], me: MemberId): MomentCard {
	return wishes
		.filter((wish) => wish.id === card.id && card.cheers[wish.kind].includes(me) !== wish.on)
		.reduce((shown, { kind, on }) => withCheer(shown, kind, me, on), card);
}

/** With one more wish, which takes the place of what was wished for the same cheer before. */
export function withWish(wishes: readonly Wish[], wish: Wish): Wish[] {
	return [...wishes.filter(({ id, kind }) => id !== wish.id || kind !== wish.kind), wish];
}

/** Whether one of the cards says by now what was wished. */
export function isGranted(cards: readonly MomentCard[], wish: Wish, me: MemberId): boolean {
	const { id, kind, on } = wish;
	return cards.some((card) => card.id === id && card.cheers[kind].includes(me) === on);
}
