import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { limit, type Limit } from '#lib/platform/server/limits.ts';
import { logError } from '#lib/platform/server/log.ts';
import type { ClientEvents, Refusal, ServerEvents } from '../protocol.ts';
import { isSameOrigin } from './handshake.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** The sockets of one http server. Nothing outside this file knows Socket.IO. */
export interface Door {
	send<Event extends keyof ServerEvents>(
		room: string,
		event: Event,
		payload: Parameters<ServerEvents[Event]>[0]
	): void;
	/** Nobody stands in the room any more; they stay connected. */
	empty(room: string): void;
	/** Closes everybody in the room. */
	dismiss(room: string): void;
	/**
	 * Asks again who they are, one after another, and closes those who are nobody now. While that
	 * goes on, asking for the same room again makes it one more round.
	 */
	recheck(room?: string): Promise<void>;
	sockets(): number;
	close(): void;
}

/** Somebody who was let in. */
export interface Guest {
	viewer: unknown;
	rooms: string[];
	/** When it was asked who they are, in milliseconds of a clock that only goes forward. */
	askedAt: number;
	enter(room: string): void;
	exit(room: string): void;
	leave(): void;
	onEvent(handler: (event: unknown, args: unknown[]) => void): void;
	onGone(handler: () => void): void;
}

export interface DoorOptions {
	origin: string | undefined;
	addressOf(request: IncomingMessage): string;
	handshakes: number;
	authenticate(request: IncomingMessage): Promise<GuestData | null>;
	welcome(guest: Guest): void;
}

type GuestData = Pick<Guest, 'viewer' | 'rooms' | 'askedAt'>;
type Io = Server<ClientEvents, ServerEvents, Record<string, never>, GuestData>;
type GuestSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, GuestData>;

interface Held {
	io: Io;
	/** Whoever attached last. The handlers on `io` are there once and ask it; nobody after `close`. */
	options: DoorOptions | undefined;
	handshakes: Limit;
	/** Also those that have not said yet who they are. */
	connections: Set<{ close(): void }>;
}

const HANDSHAKES_REFILLED_IN_MS = 10_000;
const LATER = 'This is not available right now. Trying again soon.';
const PAYLOAD_BYTES = 16 * 1024;
/** Longer than any sign-in check takes: a connection that never says who it is goes. */
const SAY_WHO_WITHIN_MS = 10_000;

// In development this module is loaded anew on a change while the http server lives on.
const DOORS = Symbol.for('winbell.doors');
const doors = ((globalThis as Record<symbol, unknown>)[DOORS] ??= new WeakMap()) as WeakMap<
	HttpServer,
	Held
>;

/** The sockets of a server; whoever asks last is who answers. */
export function doorOf(httpServer: HttpServer, options: DoorOptions): Door {
	const handshakes = limit(options.handshakes, HANDSHAKES_REFILLED_IN_MS);
	const known = doors.get(httpServer);
	if (known) {
		Object.assign(known, { options, handshakes });
		// What they watch is the former owner's: they come back and watch again.
		dropAll(known);
		return doorOn(known, options);
	}
	const connections: Held['connections'] = new Set();
	const held: Held = { io: ioOn(httpServer, () => held), options, handshakes, connections };
	doors.set(httpServer, held);
	return doorOn(held, options);
}

function ioOn(httpServer: HttpServer, held: () => Held): Io {
	const io: Io = new Server(httpServer, {
		transports: ['websocket', 'polling'],
		serveClient: false,
		perMessageDeflate: false,
		httpCompression: false,
		maxHttpBufferSize: PAYLOAD_BYTES,
		connectTimeout: SAY_WHO_WITHIN_MS,
		allowRequest(request, decide) {
			const { options, handshakes } = held();
			if (!options) return decide('closed', false);
			if (!isSameOrigin(request.headers, options.origin)) return decide('origin', false);
			const allowed = handshakes.take(options.addressOf(request), Date.now());
			decide(allowed ? null : 'too many handshakes', allowed);
		}
	});
	io.engine.on('connection', (connection) => {
		held().connections.add(connection);
		connection.once('close', () => held().connections.delete(connection));
	});
	io.use((socket, next) => void admit(held(), socket, next));
	io.on('connection', (socket) => {
		forgetRequest(socket);
		void socket.join(socket.data.rooms);
		held().options?.welcome(guestOf(socket));
	});
	return io;
}

async function admit(
	{ options }: Held,
	socket: GuestSocket,
	next: (error?: Error) => void
): Promise<void> {
	try {
		if (!options) return next(refusal('unavailable', LATER));
		const guest = await options.authenticate(socket.request);
		if (!guest) return next(refusal('unauthenticated', 'Sign in to go on.'));
		Object.assign(socket.data, guest);
		next();
	} catch (error) {
		logError('realtime.authenticate', error);
		next(refusal('unavailable', LATER));
	}
}

/**
 * A socket lives for hours. Of the request that opened it only what tells who asks is kept: parser,
 * buffers and headers would be most of what a silent screen costs.
 */
function forgetRequest({ conn, handshake, request }: GuestSocket): void {
	const { cookie } = request.headers;
	const { url } = request;
	Object.assign(conn, { request: { headers: { cookie }, url } });
	Object.assign(handshake, { headers: {}, query: {} });
}

function refusal(kind: Refusal['kind'], detail: string): Error {
	return Object.assign(new Error(detail), { data: { kind, detail } satisfies Refusal });
}

function guestOf(socket: GuestSocket): Guest {
	return {
		...socket.data,
		enter: (room) => void socket.join(room),
		exit: (room) => void socket.leave(room),
		leave: () => void socket.disconnect(true),
		onEvent: (handler) => void socket.onAny((event, ...args) => handler(event, args)),
		onGone: (handler) => void socket.on('disconnect', handler)
	};
}

function doorOn(held: Held, options: DoorOptions): Door {
	const { io } = held;
	return {
		send: (room, event, payload) =>
			void (io.to(room) as { emit(event: string, payload: unknown): boolean }).emit(event, payload),
		empty: (room) => io.in(room).socketsLeave(room),
		dismiss: (room) => io.in(room).disconnectSockets(true),
		sockets: () => io.sockets.sockets.size,
		recheck: oneAtATime(async (room?: string) => {
			for (const socket of [...io.sockets.sockets.values()])
				if (!room || socket.rooms.has(room)) await recheck(options, socket);
		}),
		close() {
			if (held.options !== options) return;
			held.options = undefined;
			dropAll(held);
		}
	};
}

/** Not `disconnectSockets`, which tells clients not to come back; and `io` stays, to be attached again. */
function dropAll({ connections }: Held): void {
	for (const connection of connections) connection.close();
}

async function recheck(options: DoorOptions, socket: GuestSocket): Promise<void> {
	try {
		if (!(await options.authenticate(socket.request))) socket.disconnect(true);
	} catch (error) {
		// Not knowing is no reason to send anybody away.
		logError('realtime.authenticate', error);
	}
}
