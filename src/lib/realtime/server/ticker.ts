import type { OrgId } from '#lib/platform/ids.ts';
import { logError } from '#lib/platform/server/log.ts';
import type { Channel } from './channel.ts';
import type { Channels } from './channels.ts';

/** Runs something later; returns how to call it off. Zero means as soon as the current work is done. */
export type After = (ms: number, run: () => void) => () => void;

export interface Ticker {
	/** What the facts move is read again: at once the first time, then once per tick. */
	moved(orgId: OrgId, facts: string[]): void;
	/** Resolves when the channel holds everything that was announced before the call. Throws as `read`. */
	fresh(channel: Channel): Promise<void>;
	/** Sees to it that a channel which somebody has begun to watch is read again where it should be. */
	wake(channel: Channel): void;
	stop(): void;
}

export interface TickerOptions {
	/** How many sockets are connected. */
	sockets(): number;
	after: After;
	/** Milliseconds that only go forward. */
	monotonic(): number;
}

const TICK_MS = 16;
const TICK_PER_SOCKET_MS = 0.06;
const TICK_AT_MOST_MS = 250;
const RETRY_MS = 250;
const RETRY_AT_MOST_MS = 30_000;

/** A frame reaches every socket, so the more there are, the longer the pause until the next. */
export function tick(sockets: number): number {
	return Math.min(TICK_AT_MOST_MS, Math.max(TICK_MS, TICK_PER_SOCKET_MS * sockets));
}

/** The pause after a number of failed reads in a row. */
export function backOff(failures: number): number {
	return Math.min(RETRY_AT_MOST_MS, RETRY_MS * 2 ** (failures - 1));
}

interface Pending {
	frame: Promise<void>;
	cancel(): void;
}

interface State extends TickerOptions {
	channels: Pick<Channels<{ orgId: OrgId }>, 'mark' | 'read'>;
	/** When the next frame may begin. */
	due: WeakMap<Channel, number>;
	pending: Map<Channel, Pending>;
	stopped: boolean;
}

export function createTicker(
	channels: Pick<Channels<{ orgId: OrgId }>, 'mark' | 'read'>,
	options: TickerOptions
): Ticker {
	const state: State = {
		...options,
		channels,
		due: new WeakMap(),
		pending: new Map(),
		stopped: false
	};
	return {
		moved(orgId, facts) {
			// A TV's frame is out before the one that hundreds of phones get, which takes its time.
			const waiting = channels.mark(orgId, facts).sort((a, b) => a.watchers - b.watchers);
			for (const channel of waiting) wake(state, channel);
		},
		fresh: (channel) => fresh(state, channel),
		wake: (channel) => wake(state, channel),
		stop() {
			state.stopped = true;
			for (const { cancel } of state.pending.values()) cancel();
			state.pending.clear();
		}
	};
}

async function fresh(state: State, channel: Channel): Promise<void> {
	// A read under way may have begun before the last announcement; it is stale again if so.
	if (channel.reading) await channel.reading;
	if (!channel.stale) return;
	// Watchers get a frame per tick, however many pages are loaded meanwhile.
	const isFramed = channel.watchers && channel.version && !channel.failures;
	if (isFramed) await (nextFrame(state, channel) ?? channel.reading);
	else await readNow(state, channel);
	if (channel.discarded && !channel.closed && !state.stopped) await fresh(state, channel);
}

async function readNow(state: State, channel: Channel): Promise<void> {
	try {
		await state.channels.read(channel);
	} finally {
		wake(state, channel);
	}
}

function wake(state: State, channel: Channel): void {
	if (channel.stale && channel.watchers && !channel.closed) nextFrame(state, channel);
}

/** The frame that is waiting for its time, planned now if there is none. Undefined during a read. */
function nextFrame(state: State, channel: Channel): Promise<void> | undefined {
	const waiting = state.pending.get(channel);
	if (waiting) return waiting.frame;
	if (channel.reading || state.stopped) return undefined;
	const wait = (state.due.get(channel) ?? 0) - state.monotonic();
	let cancel = () => {};
	const frame = new Promise<void>((resolve, reject) => {
		const callOff = state.after(Math.max(0, wait), () => {
			state.pending.delete(channel);
			play(state, channel).then(resolve, reject);
		});
		cancel = () => {
			callOff();
			resolve();
		};
	});
	frame.catch((error) => logError('realtime.read', error, { topic: channel.key }));
	state.pending.set(channel, { frame, cancel });
	return frame;
}

async function play(state: State, channel: Channel): Promise<void> {
	const begun = state.monotonic();
	try {
		await state.channels.read(channel);
	} finally {
		const took = state.monotonic() - begun;
		// A slow read gets at most half of the time.
		const pause = channel.failures
			? backOff(channel.failures)
			: Math.max(tick(state.sockets()), 2 * took);
		state.due.set(channel, (channel.failures ? begun + took : begun) + pause);
		wake(state, channel);
	}
}
