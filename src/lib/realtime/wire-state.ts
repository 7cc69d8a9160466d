import type { Follower } from './follower.ts';
import type { Line, LineEvents } from './line.ts';

export interface WireOptions {
	open(events: LineEvents): Promise<Line>;
	onSignedOut(): void;
	now(): Date;
	/** Runs later; returns how to call it off. */
	after(ms: number, run: () => void): () => void;
	/** 0 to 1, so that a thousand pages do not come back in the same instant. */
	random(): number;
}

export interface WireState extends WireOptions {
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

/** A refusal that may pass is asked about again after half to one and a half of this. */
const PAUSE_MS = 2000;
const PATIENCE_MS = 4000;

export function newWireState(options: WireOptions): WireState {
	return {
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
}

/** Takes note of a sign of life. */
export function hear(wire: WireState): Date {
	return (wire.heard = wire.now());
}

export function tell(wire: WireState, follower: Follower): void {
	const live = wire.phase === 'connected' && wire.synced.has(follower);
	const down = wire.phase === 'failed' || wire.phase === 'retrying';
	follower.status(live ? 'live' : down ? 'offline' : 'connecting', wire.heard);
}

export function tellAll(wire: WireState): void {
	for (const follower of wire.followers) tell(wire, follower);
}

/** What was known of a connection that is no more. */
export function forget(wire: WireState): void {
	wire.connection += 1;
	wire.synced.clear();
	wire.asking.clear();
	for (const cancel of wire.pauses) cancel();
	wire.pauses.clear();
}

/** Runs after a pause, unless the connection changes before. */
export function pause(wire: WireState, run: () => void): void {
	later(wire, PAUSE_MS * (0.5 + wire.random()), run);
}

/** Is connecting from here on; what takes too long is told as offline, and goes on trying. */
export function beginConnecting(wire: WireState): void {
	wire.phase = 'connecting';
	later(wire, PATIENCE_MS, () => {
		if (wire.phase !== 'connecting') return;
		wire.phase = 'retrying';
		tellAll(wire);
	});
}

function later(wire: WireState, ms: number, run: () => void): void {
	const cancel = wire.after(ms, () => {
		wire.pauses.delete(cancel);
		run();
	});
	wire.pauses.add(cancel);
}
