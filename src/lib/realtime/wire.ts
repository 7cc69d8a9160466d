import { fits, type Follower } from './follower.ts';
import type { Line, LineEvents } from './line.ts';
import type { Patch, TopicKey, WatchAnswer } from './protocol.ts';
import {
	beginConnecting,
	forget,
	hear,
	newWireState,
	pause,
	tell,
	tellAll,
	type WireOptions,
	type WireState
} from './wire-state.ts';

/** The page's one connection: shares it among followers and keeps each of them whole. */
export interface Wire {
	/** Follows until the returned function is called. */
	follow(follower: Follower): () => void;
	/** The page is back in sight or has a network again: asks at once whether anything was missed. */
	wake(): void;
	/** Connects anew, because whoever is signed in has changed. */
	reconnect(): void;
}

/** Nobody follows for this long: the connection is closed. Longer than a change of page takes. */
const IDLE_MS = 20_000;
export function createWire(options: WireOptions): Wire {
	const wire = newWireState(options);
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

function unfollow(wire: WireState, follower: Follower): void {
	wire.followers.delete(follower);
	wire.synced.delete(follower);
	// A question under way is taken back when its answer comes: unwatching sooner could overtake it.
	if (!wire.asking.has(follower)) leave(wire, follower.topic);
	if (!wire.followers.size) wire.cancelIdle = wire.after(IDLE_MS, () => close(wire));
}

function withLine(wire: WireState, use: (line: Line) => void): void {
	wire.line ??= wire.open(eventsOf(wire));
	wire.line.then(use, () => {
		// The client library itself could not be fetched: no network, most likely.
		wire.line = undefined;
		wire.phase = 'failed';
		tellAll(wire);
		pause(wire, () => connect(wire));
	});
}

function connect(wire: WireState): void {
	if (!wire.followers.size || (wire.phase !== 'closed' && wire.phase !== 'failed')) return;
	if (wire.phase === 'failed') wire.phase = 'retrying';
	else beginConnecting(wire);
	withLine(wire, (line) => line.connect());
}

function restart(wire: WireState): void {
	forget(wire);
	beginConnecting(wire);
	tellAll(wire);
	withLine(wire, (line) => {
		line.disconnect();
		line.connect();
	});
}

function close(wire: WireState): void {
	forget(wire);
	wire.phase = 'closed';
	withLine(wire, (line) => line.disconnect());
}

function ask(wire: WireState, follower: Follower): void {
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

function settle(wire: WireState, follower: Follower, answer: WatchAnswer): void {
	const heard = hear(wire);
	if (!answer.ok) {
		wire.synced.delete(follower);
		follower.status('offline', heard);
		if (answer.kind === 'missing') follower.ended?.();
		if (answer.kind === 'too-many' || answer.kind === 'unavailable')
			pause(wire, () => wire.followers.has(follower) && ask(wire, follower));
		return;
	}
	wire.synced.add(follower);
	if ('snapshot' in answer) follower.replace(answer.snapshot, heard);
	else for (const patch of answer.patches) deliver(wire, follower, patch, heard);
	tell(wire, follower);
}

function deliver(wire: WireState, follower: Follower, patch: Patch<unknown>, heard: Date): void {
	const fit = fits(follower.version(), patch);
	if (fit === 'next') follower.patch(patch, heard);
	// While an answer is under way it will cover this patch too: the server keeps their order.
	if (fit !== 'gap' || wire.asking.has(follower)) return;
	wire.synced.delete(follower);
	ask(wire, follower);
}

function of(wire: WireState, topic: TopicKey): Follower[] {
	return [...wire.followers].filter((follower) => follower.topic === topic);
}

function leave(wire: WireState, topic: TopicKey): void {
	if (wire.phase !== 'connected' || of(wire, topic).length) return;
	withLine(wire, (line) => line.unwatch(topic));
}

function eventsOf(wire: WireState): LineEvents {
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
			if (byServer) {
				// Socket.IO takes it as final; ours may just mean "say again who you are".
				wire.phase = 'closed';
				pause(wire, () => connect(wire));
			} else beginConnecting(wire);
			tellAll(wire);
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
