import { newestFirst } from '#lib/moments/feed.ts';
import { shortWhoOf, whoOf } from '#lib/moments/group-words.ts';
import type { MomentCard } from '#lib/moments/moment.ts';
import { cameWith, followsGroup } from '#lib/moments/same-win.ts';
import { nameFew } from '#lib/platform/name-few.ts';

/** How long a win has the whole screen, and the least time from one to the next, in milliseconds. */
export const TAKEOVER_MS = 8_000;
export const EVERY_MS = 20_000;
/** Older at its arrival (a TV that was away), a win is news for the feed and rings no bell. */
export const FRESH_MS = 15_000;
/** A win that has waited this long is left to the ticker. */
export const PATIENCE_MS = 90_000;
const MOST_KNOWN = 200;
const MOST_WAITING = 50;
const MOST_PASSED = 3;

export interface Queue {
	waiting: { card: MomentCard; since: number }[];
	/** Ids that have been taken in, so that each win rings once. */
	known: string[];
	/** When the last takeover began. */
	last: number;
	/** What it showed. */
	shown: readonly MomentCard[];
	/** Wins that never got the screen, the newest first: the ticker's. */
	passed: MomentCard[];
}

/** One or several equal wins that share the screen. */
export type Takeover = [MomentCard, ...MomentCard[]];

export const EMPTY: Queue = { waiting: [], known: [], last: -Infinity, shown: [], passed: [] };

interface Arrival {
	moments: readonly MomentCard[];
	/** Ids of wins that were taken back. */
	gone: readonly string[];
}

/**
 * Takes in what arrived: new wins wait for the screen, waiting ones are brought up to date.
 * `arrivedAt` is in milliseconds of the server's clock, `now` of the one that `next` is asked with.
 */
export function takeIn(queue: Queue, change: Arrival, arrivedAt: number, now: number): Queue {
	const fresh = change.moments.filter(
		({ id, at, onTv }) => onTv && !queue.known.includes(id) && arrivedAt - Date.parse(at) < FRESH_MS
	);
	const stands = ({ id, onTv }: MomentCard) => onTv && !change.gone.includes(id);
	const updated = (card: MomentCard) => change.moments.find(({ id }) => id === card.id) ?? card;
	const waiting = [
		...queue.waiting.map(({ card, since }) => ({ card: updated(card), since })),
		...fresh.map((card) => ({ card, since: now }))
	].filter(({ card }) => stands(card));
	return {
		...queue,
		waiting: waiting.slice(-MOST_WAITING),
		known: [...queue.known, ...fresh.map(({ id }) => id)].slice(-MOST_KNOWN),
		passed: queue.passed.map(updated).filter(stands)
	};
}

/**
 * The next takeover, if it is time for one: the TV's own team first, then what people reached
 * together, then the newest; of one person only their newest win; equal wins together. A win comes before the badges that it brought, which are
 * left to the ticker.
 */
export function next(
	queue: Queue,
	now: number,
	team: string | null
): { queue: Queue; takeover?: Takeover } {
	const [waiting, late] = part(
		queue.waiting,
		({ card, since }) => now - since < PATIENCE_MS && !cameWith(card, queue.shown)
	);
	const current = { ...queue, waiting, passed: pass(queue, late) };
	if (!waiting.length || now - queue.last < EVERY_MS) return { queue: current };
	const takeover = choose(
		waiting.map(({ card }) => card),
		team
	);
	const people = new Set(takeover.map(winnerOf));
	const shown = new Set<string>(takeover.map(({ id }) => id));
	const [left, over] = part(
		waiting,
		({ card }) => !people.has(winnerOf(card)) && !cameWith(card, takeover)
	);
	const passed = pass(
		current,
		over.filter(({ card }) => !shown.has(card.id))
	);
	return { queue: { ...current, waiting: left, passed, last: now, shown: takeover }, takeover };
}

/** What is left of a takeover that has the screen, after a change; undefined where it is over. */
export function stillOn(takeover: Takeover, { moments, gone }: Arrival): Takeover | undefined {
	const [first, ...others] = takeover
		.map((card) => moments.find(({ id }) => id === card.id) ?? card)
		.filter(({ id, onTv }) => onTv && !gone.includes(id));
	return first && [first, ...others];
}

/** When to ask `next` again; undefined while nothing waits. */
export function nextAt({ waiting, last }: Queue): number | undefined {
	return waiting.length ? last + EVERY_MS : undefined;
}

/** "Mara Silva", "Mara and Jonas", "Mara, Jonas, Lena and 9 more". */
export function names(takeover: Takeover): string {
	if (takeover.length === 1) return whoOf(takeover[0]);
	return nameFew(takeover.map(shortWhoOf));
}

function choose(cards: readonly MomentCard[], team: string | null): Takeover {
	const leading = cards.filter((card) => !cameWith(card, cards) && !followsGroup(card, cards));
	const [first] = newestOfEach(leading).sort(
		(a, b) =>
			Number(isOwn(b, team)) - Number(isOwn(a, team)) ||
			Number(!!b.group) - Number(!!a.group) ||
			newestFirst(a, b)
	);
	const equals = cards.filter((card) => isEqual(card, first!));
	const others = newestOfEach(equals).filter((card) => winnerOf(card) !== winnerOf(first!));
	return [first!, ...others];
}

function newestOfEach(cards: readonly MomentCard[]): MomentCard[] {
	const newest = new Map<string, MomentCard>();
	for (const card of [...cards].sort(newestFirst))
		if (!newest.has(winnerOf(card))) newest.set(winnerOf(card), card);
	return [...newest.values()];
}

// What people reached together is no one's newest win.
function winnerOf({ group, goal, member }: MomentCard): string {
	return group && goal ? goal.id : member.id;
}

function pass(queue: Queue, left: Queue['waiting']): MomentCard[] {
	const cards = [...left.map(({ card }) => card), ...queue.passed];
	return cards.sort(newestFirst).slice(0, MOST_PASSED);
}

function isOwn(card: MomentCard, team: string | null): boolean {
	return team !== null && card.member.team === team;
}

function isEqual(a: MomentCard, b: MomentCard): boolean {
	return (
		a.kind === b.kind &&
		a.headline === b.headline &&
		a.figure === b.figure &&
		a.quote === b.quote &&
		a.from?.id === b.from?.id
	);
}

function part<Item>(items: readonly Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
	return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
