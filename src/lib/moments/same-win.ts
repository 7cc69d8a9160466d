import { newestFirst } from './feed.ts';
import { isIn } from './group-words.ts';
import type { MomentCard } from './moment.ts';

/** A badge earned this close to a win that its owner had a part in was earned with it. */
const SAME_WIN_MS = 60_000;

/**
 * Whether this is a badge that one of the others brought: a goal reached together, or work of its
 * owner's own.
 */
export function cameWith(card: MomentCard, others: readonly MomentCard[]): boolean {
	return (
		card.kind === 'badge' &&
		others.some((other) => mayBring(other, card) && apart(other, card) <= SAME_WIN_MS)
	);
}

/**
 * Whether somebody's own best came with a goal that they reached with others: it has its turn after it.
 */
export function followsGroup(card: MomentCard, others: readonly MomentCard[]): boolean {
	return (
		card.kind === 'work' &&
		!card.group &&
		others.some(
			(other) => other.group && mayBring(other, card) && apart(other, card) <= SAME_WIN_MS
		)
	);
}

/** In the order they are celebrated: the newest first, and what a win brought after it. */
export function inOrder(cards: readonly MomentCard[]): MomentCard[] {
	const later = (card: MomentCard) => Number(cameWith(card, cards) || followsGroup(card, cards));
	return [...cards].sort((a, b) => later(a) - later(b) || newestFirst(a, b));
}

function mayBring({ kind, group, member }: MomentCard, brought: MomentCard): boolean {
	if (kind === 'badge' || kind === 'recognition') return false;
	return group ? isIn(group, brought.member.id) : member.id === brought.member.id;
}

function apart(a: MomentCard, b: MomentCard): number {
	return Math.abs(Date.parse(a.at) - Date.parse(b.at));
}
