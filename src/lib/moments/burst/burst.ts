import type { MemberId } from '#lib/platform/ids.ts';
import type { FeedChange } from '../feed.ts';
import { isIn } from '../group-words.ts';
import type { MomentCard } from '../moment.ts';
import { inOrder } from '../same-win.ts';
import { toldTo } from './told-to.ts';

/** How long a celebration lasts on a phone. What comes in meanwhile joins it. */
export const BURST_MS = 2000;
/** The most room it takes, in pixels. */
export const BURST_HEIGHT = 88;

/** Rung longer ago than this when it comes in, a win is news and no celebration any more. */
const FRESH_FOR_MS = 30_000;
/** The same for what rang before the page was there. */
const MISSED_FOR_MS = 10_000;
const STEP = 8;
const MARGIN = 12;

/**
 * What of a change is to be celebrated, the newest win first and a badge after what brought it: rung
 * just now by the server's own clock, and not played on this device before. A cheer changes a card too
 * and rings nothing.
 */
export function toCelebrate(
	{ moments }: Pick<FeedChange, 'moments'>,
	changedAt: string,
	played: ReadonlySet<string>
): MomentCard[] {
	return freshOf(moments, Date.parse(changedAt), FRESH_FOR_MS, played);
}

/**
 * What of a feed is to be celebrated that was read whole, since the page had only just come or the
 * line was away: whoever completed a goal and reloaded the page hears of it all the same. A feed that
 * nothing moved may have been read long ago, so the phone's own clock says how late it is.
 */
export function toCatchUp(
	{ moments }: Pick<FeedChange, 'moments'>,
	readAt: string,
	now: Date,
	played: ReadonlySet<string>
): MomentCard[] {
	const latest = Math.max(Date.parse(readAt), now.getTime());
	return freshOf(moments, latest, MISSED_FOR_MS, played);
}

function freshOf(
	moments: readonly MomentCard[],
	now: number,
	freshFor: number,
	played: ReadonlySet<string>
): MomentCard[] {
	return inOrder(
		moments.filter(({ id, at }) => !played.has(id) && now - Date.parse(at) < freshFor)
	);
}

/**
 * What gets a turn of its own once what is shown is over, the reader's own first: a goal that was
 * reached is not only one of those that rang with another win.
 */
export function turnsOf(
	shown: MomentCard,
	others: readonly MomentCard[],
	me: MemberId
): MomentCard[] {
	const goals = others.filter(({ id, kind }) => kind === 'goal' && id !== shown.id);
	const own = goals.filter((goal) => isOf(goal, me));
	return [...own, ...goals.filter((goal) => !isOf(goal, me))];
}

/** Whether it is theirs: what several reached together is everybody's who fed it. */
function isOf({ group, member }: MomentCard, me: MemberId): boolean {
	return group ? isIn(group, me) : member.id === me;
}

/**
 * Who is next, and who waits on: the reader's own goals come one by one, since each is a win of theirs;
 * everybody else's come together, since a flood of wins is one celebration.
 */
export function nextTurn(
	waiting: readonly MomentCard[],
	me: MemberId
): { turn: MomentCard[]; rest: MomentCard[] } {
	const own = waiting.filter((goal) => isOf(goal, me)).length;
	const size = own > 1 ? 1 : waiting.length;
	return { turn: waiting.slice(0, size), rest: waiting.slice(size) };
}

/** What is read out to `me`: "Aiko Kimura won Brightline, €18,400. And 2 more wins." */
export function burstWords(moments: readonly MomentCard[], me: MemberId): string {
	const [first, ...others] = moments;
	if (!first) return '';
	const figure = first.figure ? `, ${first.figure}` : '';
	const more = others.length;
	const tail = more ? ` And ${more} more ${more === 1 ? 'win' : 'wins'}.` : '';
	const { who, headline } = toldTo(first, me);
	return `${who} ${headline}${figure}.${tail}`;
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
