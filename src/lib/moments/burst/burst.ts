import type { FeedChange } from '../feed.ts';
import { whoOf } from '../group-words.ts';
import type { MomentCard } from '../moment.ts';
import { inOrder } from '../same-win.ts';

/** How long a celebration lasts on a phone. What comes in meanwhile joins it. */
export const BURST_MS = 2000;
/** The most room it takes, in pixels. */
export const BURST_HEIGHT = 88;

/** Rung longer ago than this when it comes in, a win is news and no celebration any more. */
const FRESH_FOR_MS = 30_000;
const STEP = 8;
const MARGIN = 12;

/**
 * What of a change is to be celebrated, the newest win first and a badge after what brought it: rung
 * just now by the server's own clock, and not played on this device before. A cheer changes a card too
 * and rings nothing.
 */
export function toCelebrate(
	change: FeedChange,
	changedAt: string,
	played: ReadonlySet<string>
): MomentCard[] {
	const now = Date.parse(changedAt);
	return inOrder(
		change.moments.filter(({ id, at }) => !played.has(id) && now - Date.parse(at) < FRESH_FOR_MS)
	);
}

/** What is read out: "Aiko Kimura won Brightline, €18,400. And 2 more wins." */
export function burstWords(moments: readonly MomentCard[]): string {
	const [first, ...others] = moments;
	if (!first) return '';
	const figure = first.figure ? `, ${first.figure}` : '';
	const more = others.length;
	const tail = more ? ` And ${more} more ${more === 1 ? 'win' : 'wins'}.` : '';
	return `${whoOf(first)} ${first.headline}${figure}.${tail}`;
}

/** From its upper to its lower edge, in pixels from the top of the screen. */
export interface Span {
	top: number;
	bottom: number;
}

/**
 * Where the celebration stands, as its distance from the top of the screen: as far up as it covers no
 * control. On a screen full of them it covers as little as it can, and never the one in use.
 */
export function burstTop(
	controls: readonly Span[],
	inUse: Span | undefined,
	viewportHeight: number
): number {
	const last = Math.max(MARGIN, viewportHeight - BURST_HEIGHT - MARGIN);
	const places = Array.from({ length: Math.floor((last - MARGIN) / STEP) + 1 }, (_, i) => {
		const top = MARGIN + i * STEP;
		const span = { top, bottom: top + BURST_HEIGHT };
		const used = inUse ? overlap(span, inUse) * viewportHeight : 0;
		return { top, covers: controls.reduce((sum, each) => sum + overlap(span, each), used) };
	});
	return places.reduce((best, place) => (place.covers < best.covers ? place : best)).top;
}

function overlap(a: Span, b: Span): number {
	return Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
}
