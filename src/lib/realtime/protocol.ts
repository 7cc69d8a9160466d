/**
 * The one shape of the wire. A client watches a topic and says the version it holds; it gets a
 * snapshot or what it missed; then patches follow, each one version higher than the last.
 * A gap is answered by watching again, never by guessing.
 */

/** A topic's name with its parameters in query form and sorted: `board?metric=points&period=week`. */
export type TopicKey = string;

export interface Snapshot<State> {
	topic: TopicKey;
	version: number;
	/** When the server read it, RFC 3339. */
	at: string;
	data: State;
}

export interface Patch<Change> {
	topic: TopicKey;
	version: number;
	at: string;
	data: Change;
}

export type WatchAnswer<State = unknown, Change = unknown> =
	| { ok: true; snapshot: Snapshot<State> }
	| { ok: true; patches: Patch<Change>[] }
	| { ok: false; kind: string; detail: string };

export interface ClientEvents {
	watch(topic: TopicKey, version: number | null, answer: (answer: WatchAnswer) => void): void;
	unwatch(topic: TopicKey): void;
}

export interface ServerEvents {
	patch(patch: Patch<unknown>): void;
	/** Instead of a patch where there is no telling what changed. */
	snapshot(snapshot: Snapshot<unknown>): void;
	/** The topic is no more; whoever asks again is told why. */
	ended(topic: TopicKey): void;
}

/** What travels with a refused connection (`connect_error`). */
export interface Refusal {
	kind: 'unauthenticated' | 'forbidden' | 'too-many' | 'unavailable';
	detail: string;
}

export function topicKey(name: string, params: Record<string, string | undefined> = {}): TopicKey {
	const pairs = Object.entries(params).filter((pair): pair is [string, string] => !!pair[1]);
	if (!pairs.length) return name;
	return `${name}?${new URLSearchParams(pairs.sort(([a], [b]) => (a < b ? -1 : 1)))}`;
}

export function parseTopicKey(key: TopicKey): { name: string; params: URLSearchParams } {
	const cut = key.indexOf('?');
	if (cut < 0) return { name: key, params: new URLSearchParams() };
	return { name: key.slice(0, cut), params: new URLSearchParams(key.slice(cut + 1)) };
}
