import type { FeedChange } from './feed.ts';
import { newestFirst } from './feed.ts';
import type { MomentCard } from './moment.ts';

/** How long a celebration lasts on a phone. */
export const BURST_MS = 2000;

/** Rung longer ago than this when it comes in, a win is news and no celebration any more. */
const FRESH_FOR_MS = 30_000;

/**
 * What of a change is to be celebrated, the newest win first: rung just now by the server's own
 * clock, and not played on this device before. A cheer changes a card too and rings nothing.
 */
export function toCelebrate(
	change: FeedChange,
	changedAt: string,
	played: ReadonlySet<string>
): MomentCard[] {
	const now = Date.parse(changedAt);
	return change.moments
		.filter(({ id, at }) => !played.has(id) && now - Date.parse(at) < FRESH_FOR_MS)
		.sort(newestFirst);
}

/** What is read out: "Aiko Kimura won Brightline, €18,400. And 2 more wins." */
export function burstWords(moments: readonly MomentCard[]): string {
	const [first, ...others] = moments;
	if (!first) return '';
	const figure = first.figure ? `, ${first.figure}` : '';
	const more = others.length;
	const tail = more ? ` And ${more} more ${more === 1 ? 'win' : 'wins'}.` : '';
	return `${first.member.name} ${first.headline}${figure}.${tail}`;
}

/** Where the celebration stands so that it leaves the control in use alone. */
export function burstPlace(
	inUse: { top: number; bottom: number } | undefined,
	viewportHeight: number
): 'top' | 'bottom' {
	if (!inUse) return 'top';
	return (inUse.top + inUse.bottom) / 2 < viewportHeight / 2 ? 'bottom' : 'top';
}
