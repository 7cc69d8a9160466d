import { newestFirst } from '#lib/moments/feed.ts';
import type { MomentCard } from '#lib/moments/moment.ts';

/** How long a win has the whole screen, and the least time from one to the next, in milliseconds. */
export const TAKEOVER_MS = 8_000;
export const EVERY_MS = 20_000;
/** Older at its arrival (a TV that was away), a win is news for the feed and rings no bell. */
export const FRESH_MS = 15_000;
/** A win that has waited this long is left to the ticker. */
export const PATIENCE_MS = 90_000;
const KNOWN = 200;

export interface Queue {
	waiting: { card: MomentCard; since: number }[];
	/** Ids that have been taken in, so that each win rings once. */
	known: string[];
	/** When the last takeover began. */
	last: number;
}

/** One or several equal wins that share the screen. */
export type Takeover = [MomentCard, ...MomentCard[]];

export const EMPTY: Queue = { waiting: [], known: [], last: -Infinity };

/** Takes in what arrived. `arrivedAt` is the server's clock, `now` this screen's. */
export function takeIn(
	queue: Queue,
	cards: readonly MomentCard[],
	arrivedAt: string,
	now: number
): Queue {
	const fresh = cards.filter(
		({ id, at, onTv }) =>
			onTv && !queue.known.includes(id) && Date.parse(arrivedAt) - Date.parse(at) < FRESH_MS
	);
	if (!fresh.length) return queue;
	const waiting = [...queue.waiting, ...fresh.map((card) => ({ card, since: now }))];
	const known = [...queue.known, ...fresh.map(({ id }) => id)].slice(-KNOWN);
	return { ...queue, waiting, known };
}

/**
 * The next takeover, if it is time for one: the TV's own team first, then the newest; of one person
 * only their newest win; equal wins together.
 */
export function next(
	queue: Queue,
	now: number,
	team: string | null
): { queue: Queue; takeover?: Takeover } {
	const waiting = queue.waiting.filter(({ since }) => now - since < PATIENCE_MS);
	if (!waiting.length || now - queue.last < EVERY_MS) return { queue: { ...queue, waiting } };
	const cards = waiting.map(({ card }) => card);
	const [first] = newestOfEach(cards).sort(
		(a, b) => Number(isOwn(b, team)) - Number(isOwn(a, team)) || newestFirst(a, b)
	);
	const equals = cards.filter((card) => card.id !== first!.id && isEqual(card, first!));
	const takeover: Takeover = [
		first!,
		...newestOfEach(equals).filter((card) => card.member.id !== first!.member.id)
	];
	const people = new Set<string>(takeover.map(({ member }) => member.id));
	// Earlier wins of a person who has just had the screen are in the ticker already.
	const left = waiting.filter(({ card }) => !people.has(card.member.id));
	return { queue: { ...queue, waiting: left, last: now }, takeover };
}

/** "Mara", "Mara and Jonas", "Mara, Jonas and Lena". */
export function names(takeover: Takeover): string {
	const all = takeover.map(({ member }) => member.name);
	if (all.length === 1) return all[0]!;
	const firsts = all.map((name) => name.split(' ')[0]!);
	return `${firsts.slice(0, -1).join(', ')} and ${firsts.at(-1)}`;
}

function newestOfEach(cards: readonly MomentCard[]): MomentCard[] {
	const newest = new Map<string, MomentCard>();
	for (const card of [...cards].sort(newestFirst))
		if (!newest.has(card.member.id)) newest.set(card.member.id, card);
	return [...newest.values()];
}

function isOwn(card: MomentCard, team: string | null): boolean {
	return team !== null && card.member.team === team;
}

function isEqual(a: MomentCard, b: MomentCard): boolean {
	return (
		a.kind === b.kind && a.headline === b.headline && a.figure === b.figure && a.quote === b.quote
	);
}
