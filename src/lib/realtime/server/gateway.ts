import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Snapshot, TopicKey } from '../protocol.ts';
import { snapshotOf } from './channel.ts';
import { createChannels, EVERYTHING, type Channels } from './channels.ts';
import { createDays, type Days } from './days.ts';
import { doorOf, type Door, type Guest } from './door.ts';
import { createOutbox } from './outbox.ts';
import { createTicker, type After, type Ticker } from './ticker.ts';
import type { AnyTopic } from './topic.ts';
import { eventLimit, leaveAll, receive, type Hall, type Visitor } from './visitor.ts';

export interface GatewayOptions<Viewer extends { orgId: OrgId }> {
	topics: AnyTopic<Viewer>[];
	/**
	 * Who connects, from the handshake; null for a stranger. `keys` are the facts that end the
	 * connection at once, such as `revoked:session:…`. Asked again now and then, so that what expires
	 * closes too.
	 */
	authenticate(request: IncomingMessage): Promise<Welcome<Viewer> | null>;
	/** When the organization's next day begins, after now. */
	nextMidnight(orgId: OrgId): Promise<Date>;
	/** The address people use, where a proxy in front rewrites Host. */
	origin?: string | undefined;
	/** Whose handshake it is, for the limit; the connection's address unless told. */
	addressOf?(request: IncomingMessage): string;
	limits?: Partial<Limits>;
}

export interface Welcome<Viewer> {
	viewer: Viewer;
	keys: string[];
}

export interface Limits {
	/** Topics a socket may watch at once. */
	topicsPerSocket: number;
	/** Handshakes an address may make at once, and in the 10 seconds after. An office shares one. */
	handshakes: number;
}

export interface Gateway {
	/** Serves sockets on a server; once more on the same server takes the place of what was there. */
	attach(httpServer: HttpServer): void;
	/** A topic's state with its version. Throws for a topic that does not exist. */
	snapshot<State>(orgId: OrgId, topic: TopicKey): Promise<Snapshot<State>>;
	/** The `Announce` of this process. */
	moved(orgId: OrgId, facts: string[]): void;
	/** Announcements may have been missed: looks at everything again. */
	missed(): void;
	counts(): { sockets: number; channels: number };
	/** Lets go of every socket; their pages come back by themselves. */
	close(): void;
}

const LIMITS: Limits = { topicsPerSocket: 20, handshakes: 3000 };
const SWEEP_MS = 15_000;
const RECHECK_MS = 15 * 60_000;

const after: After = (ms, run) => {
	if (ms < 1) {
		const soon = setImmediate(run);
		return () => clearImmediate(soon);
	}
	const later = setTimeout(run, ms).unref();
	return () => clearTimeout(later);
};

interface State<Viewer extends { orgId: OrgId }> extends Hall<Viewer> {
	options: GatewayOptions<Viewer>;
	ticker: Ticker;
	channels: Channels<Viewer>;
	days: Days;
	door: Door | undefined;
	/** When facts ended connections a moment ago: one may have been authenticated just before. */
	revoked: Map<string, number>;
}

export function createGateway<Viewer extends { orgId: OrgId }>(
	options: GatewayOptions<Viewer>
): Gateway {
	const state = stateOf(options);
	const timers = [
		setInterval(() => state.channels.sweep(), SWEEP_MS).unref(),
		setInterval(() => void state.door?.recheck(), RECHECK_MS).unref()
	];
	return {
		attach: (httpServer) => attach(state, httpServer),
		snapshot: (orgId, topic) => snapshot(state, orgId, topic),
		moved: (orgId, facts) => moved(state, orgId, facts),
		missed() {
			for (const orgId of state.channels.organizations()) state.ticker.moved(orgId, [EVERYTHING]);
			void state.door?.recheck();
		},
		counts: () => ({
			sockets: state.door?.sockets() ?? 0,
			channels: state.channels.all().length
		}),
		close() {
			timers.forEach(clearInterval);
			state.ticker.stop();
			state.days.stop();
			state.door?.close();
		}
	};
}

function stateOf<Viewer extends { orgId: OrgId }>(options: GatewayOptions<Viewer>): State<Viewer> {
	const now = () => new Date();
	const outbox = createOutbox(after, ({ room }, patch) => state.door?.send(room, 'patch', patch));
	const channels: Channels<Viewer> = createChannels({
		topics: options.topics,
		now,
		onPatch: (channel, patch) => outbox.put(channel, patch),
		onEnded(channel) {
			outbox.empty();
			state.door?.send(channel.room, 'ended', channel.key);
			state.door?.empty(channel.room);
		},
		onOpened: (orgId) => state.days.follow(orgId)
	});
	const ticker = createTicker(channels, {
		sockets: () => state.door?.sockets() ?? 0,
		after,
		monotonic: () => performance.now()
	});
	const days = createDays({
		nextMidnight: options.nextMidnight,
		isOpen: (orgId) => channels.organizations().includes(orgId),
		announce: (orgId, facts) => ticker.moved(orgId, facts),
		now,
		after
	});
	const { topicsPerSocket } = { ...LIMITS, ...options.limits };
	const state: State<Viewer> = {
		options,
		channels,
		ticker,
		days,
		now,
		topicsPerSocket,
		door: undefined,
		revoked: new Map()
	};
	return state;
}

function attach<Viewer extends { orgId: OrgId }>(
	state: State<Viewer>,
	httpServer: HttpServer
): void {
	const { options } = state;
	state.door = doorOf(httpServer, {
		origin: options.origin,
		addressOf: options.addressOf ?? ((request) => request.socket.remoteAddress ?? ''),
		handshakes: options.limits?.handshakes ?? LIMITS.handshakes,
		async authenticate(request) {
			const askedAt = performance.now();
			const welcome = await options.authenticate(request);
			return welcome && { viewer: welcome.viewer, rooms: roomsOf(welcome), askedAt };
		},
		welcome: (guest) => welcome(state, guest)
	});
}

/** Where somebody stands to be sent away: one room for each fact that does so, and the organization. */
function roomsOf<Viewer extends { orgId: OrgId }>({ viewer, keys }: Welcome<Viewer>): string[] {
	return [`everybody ${viewer.orgId}`, ...keys.map((key) => `${viewer.orgId} ${key}`)];
}

function welcome<Viewer extends { orgId: OrgId }>(state: State<Viewer>, guest: Guest): void {
	// Whoever was asked after a revocation, and is still somebody, has come back with other rights.
	const revokedSince = (room: string) => (state.revoked.get(room) ?? -1) >= guest.askedAt;
	if (guest.rooms.some(revokedSince)) return guest.leave();
	const visitor: Visitor<Viewer> = {
		viewer: guest.viewer as Viewer,
		watched: new Map(),
		events: eventLimit(),
		join: guest.enter,
		leave: guest.exit
	};
	guest.onEvent((event, args) => void receive(state, visitor, event, args));
	guest.onGone(() => leaveAll(state, visitor));
}

async function snapshot<State_, Viewer extends { orgId: OrgId }>(
	state: State<Viewer>,
	orgId: OrgId,
	key: TopicKey
): Promise<Snapshot<State_>> {
	const channel = state.channels.channel(orgId, key);
	if (!channel) throw new Error(`No topic is called ${key}`);
	channel.idleSince = state.now().getTime();
	await state.ticker.fresh(channel);
	if (channel.closed) throw new Error(`There is nothing under ${key}`);
	return snapshotOf(channel) as Snapshot<State_>;
}

const REVOKED_FOR_MS = 60_000;

function moved<Viewer extends { orgId: OrgId }>(
	state: State<Viewer>,
	orgId: OrgId,
	facts: string[]
): void {
	state.ticker.moved(orgId, facts);
	if (facts.includes(EVERYTHING)) void state.door?.recheck(`everybody ${orgId}`);
	const now = performance.now();
	for (const [room, at] of state.revoked) if (at < now - REVOKED_FOR_MS) state.revoked.delete(room);
	for (const fact of facts) {
		if (!fact.startsWith('revoked:')) continue;
		const room = `${orgId} ${fact}`;
		state.revoked.set(room, now);
		state.door?.dismiss(room);
	}
}
