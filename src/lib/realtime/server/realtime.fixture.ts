import type { OrgId } from '#lib/platform/ids.ts';
import { createChannels, type Channels } from './channels.ts';
import type { Channel } from './channel.ts';
import { createOutbox } from './outbox.ts';
import { createTicker, type After, type Ticker } from './ticker.ts';
import type { Patch } from '../protocol.ts';
import type { Topic } from './topic.ts';

export const HALDEN = '00000000-0000-7000-8000-000000000001' as OrgId;
export const OTHER = '00000000-0000-7000-8000-000000000002' as OrgId;

export interface Rep {
	orgId: OrgId;
	name: string;
}

/** Points by name, as a board in small: what tests change behind the server's back. */
export type Points = Record<string, number>;

export interface PointsChange {
	set: Points;
	gone: string[];
}

export function applyPoints(points: Points, { set, gone }: PointsChange): Points {
	const next = { ...points, ...set };
	for (const name of gone) delete next[name];
	return next;
}

export interface Book {
	points: Map<string, Points>;
	reads: number;
	/** What each read was told that had moved since the one before it; undefined for a first read. */
	told: (string[] | undefined)[];
	/** Each read waits here between looking and answering. */
	gate: (() => Promise<void>) | undefined;
	fail: boolean;
	topic: Topic<Rep, string, Points, PointsChange>;
}

/** A topic `points?team=…` over a book in memory, that moves with the fact `points:<team>`. */
export function pointsBook(): Book {
	const book: Book = {
		points: new Map(),
		reads: 0,
		told: [],
		gate: undefined,
		fail: false,
		topic: {
			name: 'points',
			parse: (params) => params.get('team') ?? undefined,
			mayWatch: (rep, team) => team !== 'managers' || rep.name === 'Ines',
			async read(orgId, team, earlier) {
				book.reads += 1;
				book.told.push(earlier && [...earlier.moved].sort());
				const points = book.points.get(`${orgId} ${team}`);
				await book.gate?.();
				if (book.fail) throw new Error('The database is away');
				return points && { state: points, facts: [`points:${team}`, 'day'] };
			},
			diff(before, after) {
				const set = Object.fromEntries(
					Object.entries(after).filter(([name, value]) => before[name] !== value)
				);
				const gone = Object.keys(before).filter((name) => !(name in after));
				return gone.length || Object.keys(set).length ? { set, gone } : undefined;
			}
		}
	};
	book.points.set(`${HALDEN} north`, { Mara: 1, Aiko: 2 });
	return book;
}

/** Time that a test moves. */
export interface Time {
	now(): number;
	after: After;
	/** Runs what is due within so many milliseconds, in its order, and whatever follows from it. */
	pass(ms: number): Promise<void>;
}

export function time(start = Date.UTC(2026, 10, 20, 9)): Time {
	let now = start;
	const plans = new Set<{ at: number; run: () => void }>();
	return {
		now: () => now,
		after(ms, run) {
			const plan = { at: now + ms, run };
			plans.add(plan);
			return () => plans.delete(plan);
		},
		async pass(ms) {
			const until = now + ms;
			await settle();
			for (;;) {
				const [next] = [...plans].filter((plan) => plan.at <= until).sort((a, b) => a.at - b.at);
				if (!next) break;
				plans.delete(next);
				now = Math.max(now, next.at);
				next.run();
				await settle();
			}
			now = until;
		}
	};
}

/** Lets everything run that needs no time. */
export async function settle(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

export interface Hub {
	book: Book;
	time: Time;
	channels: Channels<Rep>;
	ticker: Ticker;
	sent: { room: string; patch: Patch<unknown> }[];
	ended: string[];
	sockets: number;
	/** The channel of Halden's `points?team=north`, as if so many watched it. */
	watched(watchers?: number): Promise<Channel>;
	/** Changes the book and says so. */
	set(points: Points): void;
}

/** Channels and ticker over a book, in a time of their own. */
export function hub(): Hub {
	const book = pointsBook();
	const clock = time();
	const outbox = createOutbox(
		clock.after,
		(channel, patch) => void hub.sent.push({ room: channel.room, patch })
	);
	const channels = createChannels({
		topics: [book.topic],
		now: () => new Date(clock.now()),
		onPatch: (channel, patch) => outbox.put(channel, patch),
		onEnded: (channel) => {
			outbox.empty();
			hub.ended.push(channel.room);
		},
		onOpened: () => {}
	});
	const ticker = createTicker(channels, {
		sockets: () => hub.sockets,
		after: clock.after,
		monotonic: clock.now
	});
	const hub: Hub = {
		book,
		time: clock,
		channels,
		ticker,
		sent: [],
		ended: [],
		sockets: 1,
		async watched(watchers = 1) {
			const channel = channels.channel(HALDEN, 'points?team=north');
			if (!channel) throw new Error('no channel');
			await ticker.fresh(channel);
			channel.watchers += watchers;
			return channel;
		},
		set(points) {
			book.points.set(`${HALDEN} north`, points);
			ticker.moved(HALDEN, ['points:north']);
		}
	};
	return hub;
}
