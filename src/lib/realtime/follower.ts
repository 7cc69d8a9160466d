import type { Patch, Snapshot, TopicKey } from './protocol.ts';

export type LiveStatus = 'live' | 'connecting' | 'offline';

/** Somebody on the page who follows a topic. */
export interface Follower {
	topic: TopicKey;
	/** The version held; null for nothing yet. */
	version(): number | null;
	/** Always the very next one. */
	patch(patch: Patch<unknown>, heard: Date): void;
	replace(snapshot: Snapshot<unknown>, heard: Date): void;
	/** `heard`: when the server last gave a sign of life, null if it never has. */
	status(status: LiveStatus, heard: Date | null): void;
	/** There is nothing under this topic any more. */
	ended?(): void;
}

/** How a patch stands to a version: the very next one, seen before, or with something missing between. */
export function fits(held: number | null, patch: Patch<unknown>): 'next' | 'old' | 'gap' {
	if (held === null) return 'gap';
	if (patch.version <= held) return 'old';
	return patch.version === held + 1 ? 'next' : 'gap';
}

/** A topic's state as a page holds it. */
export interface Held<State> {
	/** The snapshot the page was given when this was taken in. */
	since: Snapshot<State>;
	version: number;
	data: State;
	at: Date;
}

/** What a page shows: what it received, unless it was given another topic or a newer state since. */
export function newest<State>(
	given: Snapshot<State>,
	received: Held<State> | undefined
): Held<State> {
	const ahead =
		received?.since === given ||
		(received?.since.topic === given.topic && received.version >= given.version);
	if (received && ahead) return received;
	return { since: given, version: given.version, data: given.data, at: new Date(given.at) };
}
