import type { MomentCard } from './moment.ts';

/** The newest moments, the newest first. Who watches a feed holds at most this many live. */
export const FEED_LENGTH = 30;

export interface FeedState {
	moments: MomentCard[];
	/** Whether older ones lie behind them. */
	more: boolean;
}

export interface FeedChange {
	/** New or changed ones, whole. */
	moments: MomentCard[];
	/** Ids that left the feed because what they celebrated was taken back. */
	gone: string[];
	more: boolean;
}

/** What turns `before` into `after`; undefined where nothing shown has changed. */
export function diffFeed(before: FeedState, after: FeedState): FeedChange | undefined {
	const old = new Map(before.moments.map((card) => [card.id, JSON.stringify(card)]));
	const moments = after.moments.filter((card) => old.get(card.id) !== JSON.stringify(card));
	const kept = new Set<string>(after.moments.map((card) => card.id));
	const last = after.moments.length < FEED_LENGTH ? undefined : after.moments.at(-1);
	// What only slid off the end is cut by the reader as well and need not be said.
	const gone = before.moments
		.filter((card) => !kept.has(card.id) && !(last && newestFirst(last, card) < 0))
		.map((card) => card.id as string);
	if (!moments.length && !gone.length && before.more === after.more) return undefined;
	return { moments, gone, more: after.more };
}

export function applyFeed(feed: FeedState, change: FeedChange): FeedState {
	const moments = mergeMoments(feed.moments, change.moments, change.gone);
	return { moments: moments.slice(0, FEED_LENGTH), more: change.more };
}

/** What a change pushed off the end of the feed, as opposed to what it took away. */
export function slidOff(before: FeedState, after: FeedState, { gone }: FeedChange): MomentCard[] {
	const kept = new Set<string>([...after.moments.map((card) => card.id), ...gone]);
	return before.moments.filter((card) => !kept.has(card.id));
}

/** Both lists as one, newest first; a card of the second replaces its older self. */
export function mergeMoments(
	cards: readonly MomentCard[],
	newer: readonly MomentCard[],
	gone: readonly string[] = []
): MomentCard[] {
	const byId = new Map<string, MomentCard>(cards.map((card) => [card.id, card]));
	for (const card of newer) byId.set(card.id, card);
	for (const id of gone) byId.delete(id);
	return [...byId.values()].sort(newestFirst);
}

/** Negative where `a` is the newer one; those of one instant stand in the order of their ids. */
export function newestFirst(
	a: Pick<MomentCard, 'id' | 'at'>,
	b: Pick<MomentCard, 'id' | 'at'>
): number {
	if (a.at !== b.at) return a.at > b.at ? -1 : 1;
	return a.id === b.id ? 0 : a.id > b.id ? -1 : 1;
}
