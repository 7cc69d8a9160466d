import type { Socket } from 'socket.io-client';
import type {
	ClientEvents,
	Patch,
	Refusal,
	ServerEvents,
	Snapshot,
	TopicKey,
	WatchAnswer
} from './protocol.ts';

/** What a connection reports to the wire. */
export interface LineEvents {
	connected(): void;
	/** `byServer`: on purpose, so the line does not come back by itself. */
	dropped(byServer: boolean): void;
	/** Could not connect; without `again` it stops trying. */
	failed(refusal: Refusal | undefined, again: boolean): void;
	patch(patch: Patch<unknown>): void;
	snapshot(snapshot: Snapshot<unknown>): void;
	ended(topic: TopicKey): void;
	/** A sign of life. */
	heard(): void;
}

/** One connection to the server, as the wire needs it. */
export interface Line {
	connect(): void;
	disconnect(): void;
	/**
	 * Undefined where no answer came in time or the connection went away. `answered` runs in the order
	 * of arrival with everything else, which a promise would not: a patch may come on its heels.
	 */
	watch(
		topic: TopicKey,
		version: number | null,
		answered: (answer: WatchAnswer | undefined) => void
	): void;
	unwatch(topic: TopicKey): void;
}

const ANSWER_WITHIN_MS = 8000;

/** The real line. The library is fetched when a page first goes live, not with its first paint. */
export async function openLine(events: LineEvents): Promise<Line> {
	const { io } = await import('socket.io-client');
	const socket: Socket<ServerEvents, ClientEvents> = io({
		transports: ['websocket', 'polling'],
		// Where something on the way swallows WebSockets, the next transport is tried at once.
		tryAllTransports: true,
		autoConnect: false,
		// A TV's page is the TV, also in a browser where somebody is signed in.
		query: location.pathname.startsWith('/tv') ? { as: 'tv' } : {},
		reconnectionDelay: 400,
		reconnectionDelayMax: 4000,
		timeout: 6000
	});
	socket.on('connect', events.connected);
	socket.on('disconnect', (reason) => events.dropped(reason === 'io server disconnect'));
	socket.on('connect_error', (error) =>
		events.failed((error as Error & { data?: Refusal }).data, socket.active)
	);
	socket.on('patch', events.patch);
	socket.on('snapshot', events.snapshot);
	socket.on('ended', events.ended);
	socket.io.on('ping', events.heard);
	return {
		connect: () => void socket.connect(),
		disconnect: () => void socket.disconnect(),
		unwatch: (topic) => void socket.emit('unwatch', topic),
		watch(topic, version, answered) {
			socket
				.timeout(ANSWER_WITHIN_MS)
				.emit('watch', topic, version, (error, answer) => answered(error ? undefined : answer));
		}
	};
}
