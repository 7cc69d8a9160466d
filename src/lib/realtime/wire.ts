import { fits, type Follower } from './follower.ts';
import type { Line, LineEvents } from './line.ts';
import type { Patch, TopicKey, WatchAnswer } from './protocol.ts';

/** The page's one connection: shares it among followers and keeps each of them whole. */
export interface Wire {
	/** Follows until the returned function is called. */
	follow(follower: Follower): () => void;
	/** The page is back in sight or has a network again: asks at once whether anything was missed. */
	wake(): void;
	/** Connects anew, because whoever is signed in has changed. */
	reconnect(): void;
}

export interface WireOptions {
	open(events: LineEvents): Promise<Line>;
	onSignedOut(): void;
	now(): Date;
	/** Runs later; returns how to call it off. */
	after(ms: number, run: () => void): () => void;
	/** 0 to 1, so that a thousand pages do not come back in the same instant. */
	random(): number;
}

interface State extends WireOptions {
	followers: Set<Follower>;
	/** Followers known to hold what the server has; emptied by a lost connection. */
	synced: Set<Follower>;
	asking: Set<Follower>;
	pauses: Set<() => void>;
	line: Promise<Line> | undefined;
	/** `retrying`: has failed, and the line tries on by itself. */
	phase: 'closed' | 'connecting' | 'connected' | 'retrying' | 'failed';
	/** Counts connections: an answer from an earlier one says nothing about this one. */
	connection: number;
	heard: Date | null;
	cancelIdle(): void;
}

/** Nobody follows for this long: the connection is closed. Longer than a change of page takes. */
const IDLE_MS = 20_000;
/** A refusal that may pass is asked about again after half to one and a half of this. */
const PAUSE_MS = 2000;

export function createWire(options: WireOptions): Wire {
	const wire: State = {
		...options,
		followers: new Set(),
		synced: new Set(),
		asking: new Set(),
		pauses: new Set(),
		line: undefined,
		phase: 'closed',
		connection: 0,
		heard: null,
		cancelIdle: () => {}
	};
	return {
		follow(follower) {
			wire.cancelIdle();
			wire.followers.add(follower);
			tell(wire, follower);
			if (wire.phase === 'connected') ask(wire, follower);
			else connect(wire);
			return () => unfollow(wire, follower);
		},
		wake() {
			if (!wire.followers.size) return;
			if (wire.phase === 'connected') for (const follower of wire.followers) ask(wire, follower);
			else restart(wire);
		},
		reconnect() {
			if (wire.line && wire.followers.size) restart(wire);
			else if (wire.line) close(wire);
		}
	};
}

function unfollow(wire: State, follower: Follower): void {
	wire.followers.delete(follower);
	wire.synced.delete(follower);
	// A question under way is taken back when its answer comes: unwatching sooner could overtake it.
	if (!wire.asking.has(follower)) leave(wire, follower.topic);
	if (!wire.followers.size) wire.cancelIdle = wire.after(IDLE_MS, () => close(wire));
}

function tell(wire: State, follower: Follower): void {
	const live = wire.phase === 'connected' && wire.synced.has(follower);
	const down = wire.phase === 'failed' || wire.phase === 'retrying';
	follower.status(live ? 'live' : down ? 'offline' : 'connecting', wire.heard);
}

function tellAll(wire: State): void {
	for (const follower of wire.followers) tell(wire, follower);
}

function withLine(wire: State, use: (line: Line) => void): void {
	wire.line ??= wire.open(eventsOf(wire));
	wire.line.then(use, () => {
		// The client library itself could not be fetched: no network, most likely.
		wire.line = undefined;
		wire.phase = 'failed';
		tellAll(wire);
		pause(wire, () => connect(wire));
	});
}

function connect(wire: State): void {
	if (!wire.followers.size || (wire.phase !== 'closed' && wire.phase !== 'failed')) return;
	wire.phase = wire.phase === 'failed' ? 'retrying' : 'connecting';
	withLine(wire, (line) => line.connect());
}

function restart(wire: State): void {
	forget(wire);
	wire.phase = 'connecting';
	tellAll(wire);
	withLine(wire, (line) => {
		line.disconnect();
		line.connect();
	});
}

function close(wire: State): void {
	forget(wire);
	wire.phase = 'closed';
	withLine(wire, (line) => line.disconnect());
}

/** What was known of a connection that is no more. */
function forget(wire: State): void {
	wire.connection += 1;
	wire.synced.clear();
	wire.asking.clear();
	for (const cancel of wire.pauses) cancel();
	wire.pauses.clear();
}

function pause(wire: State, run: () => void): void {
	const cancel = wire.after(PAUSE_MS * (0.5 + wire.random()), () => {
		wire.pauses.delete(cancel);
		run();
	});
	wire.pauses.add(cancel);
}

function ask(wire: State, follower: Follower): void {
	if (wire.phase !== 'connected' || wire.asking.has(follower)) return;
	const { connection } = wire;
	wire.asking.add(follower);
	withLine(wire, (line) => {
		if (connection !== wire.connection) return;
		line.watch(follower.topic, follower.version(), (answer) => {
			if (connection !== wire.connection) return;
			wire.asking.delete(follower);
			if (!wire.followers.has(follower)) leave(wire, follower.topic);
			else if (answer) settle(wire, follower, answer);
			else restart(wire);
		});
	});
}

function settle(wire: State, follower: Follower, answer: WatchAnswer): void {
	const heard = hear(wire);
	if (!answer.ok) {
		wire.synced.delete(follower);
		follower.status('offline', heard);
		if (answer.kind === 'too-many' || answer.kind === 'unavailable')
			pause(wire, () => wire.followers.has(follower) && ask(wire, follower));
		return;
	}
	wire.synced.add(follower);
	if ('snapshot' in answer) follower.replace(answer.snapshot, heard);
	else for (const patch of answer.patches) deliver(wire, follower, patch, heard);
	tell(wire, follower);
}

function hear(wire: State): Date {
	return (wire.heard = wire.now());
}

function deliver(wire: State, follower: Follower, patch: Patch<unknown>, heard: Date): void {
	const fit = fits(follower.version(), patch);
	if (fit === 'next') follower.patch(patch, heard);
	// While an answer is under way it will cover this patch too: the server keeps their order.
	if (fit !== 'gap' || wire.asking.has(follower)) return;
	wire.synced.delete(follower);
	ask(wire, follower);
}

function of(wire: State, topic: TopicKey): Follower[] {
	return [...wire.followers].filter((follower) => follower.topic === topic);
}

function leave(wire: State, topic: TopicKey): void {
	if (wire.phase !== 'connected' || of(wire, topic).length) return;
	withLine(wire, (line) => line.unwatch(topic));
}

function eventsOf(wire: State): LineEvents {
	return {
		connected() {
			forget(wire);
			wire.phase = 'connected';
			hear(wire);
			for (const follower of wire.followers) ask(wire, follower);
		},
		dropped(byServer) {
			if (wire.phase !== 'connected') return;
			forget(wire);
			wire.phase = byServer ? 'closed' : 'connecting';
			tellAll(wire);
			// Socket.IO takes a server's goodbye as final; ours may just mean "say again who you are".
			if (byServer) pause(wire, () => connect(wire));
		},
		failed(refusal, again) {
			wire.phase = again ? 'retrying' : 'failed';
			tellAll(wire);
			if (refusal?.kind === 'unauthenticated') wire.onSignedOut();
			else if (!again) pause(wire, () => connect(wire));
		},
		patch(patch) {
			const heard = hear(wire);
			for (const follower of of(wire, patch.topic)) deliver(wire, follower, patch, heard);
		},
		snapshot(snapshot) {
			const heard = hear(wire);
			for (const follower of of(wire, snapshot.topic)) follower.replace(snapshot, heard);
		},
		ended(topic) {
			for (const follower of of(wire, topic)) {
				wire.synced.delete(follower);
				ask(wire, follower);
			}
		},
		heard: () => void hear(wire)
	};
}
