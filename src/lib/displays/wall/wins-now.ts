import { FEED_LENGTH, newestFirst, type FeedState } from '#lib/moments/feed.ts';
import type { MomentCard } from '#lib/moments/moment.ts';

/**
 * Wins that were taken in a while ago as the feed has them now, without those that have left it:
 * taken back, or of somebody who hides since. One that newer ones pushed off its end still stands.
 */
export function winsNow(wins: readonly MomentCard[], { moments }: FeedState): MomentCard[] {
	const last = moments.length < FEED_LENGTH ? undefined : moments.at(-1);
	const byId = new Map<string, MomentCard>(moments.map((card) => [card.id, card]));
	return wins.flatMap((win) => {
		const card = byId.get(win.id);
		return card ?? (last && newestFirst(last, win) < 0 ? win : []);
	});
}
