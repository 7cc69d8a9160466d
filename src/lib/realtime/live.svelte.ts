import { untrack } from 'svelte';
import { newest, type Follower, type Held, type LiveStatus } from './follower.ts';
import { connectAs, followOnPage, onSignedOut } from './page.ts';
import type { Patch, Snapshot, TopicKey } from './protocol.ts';

export type { LiveStatus } from './follower.ts';
export { onSignedOut } from './page.ts';

/** A topic's state on this page. `data` is replaced, never changed in place. */
export interface Live<State> {
	readonly data: State;
	readonly version: number;
	/** When `data` was last known to be what the server has. */
	readonly at: Date;
	/** `offline` says so on the screen, with `at`; `connecting` is a moment nobody need hear about. */
	readonly status: LiveStatus;
	stop(): void;
}

/**
 * Keeps a page's snapshot live. Call it while a component is set up; it stops with the component.
 *
 * `source` is the snapshot a page loaded, or a function of it where the page may be given another
 * one (`live(() => data.board, applyChange)`): it then follows along.
 * `onPatch` is told every change once and in order, but not what a snapshot replaced; `onEnded`, that
 * there is nothing under the topic any more: the page should ask what there is instead.
 */
export function live<State, Change>(
	source: Snapshot<State> | (() => Snapshot<State>),
	apply: (state: State, change: Change) => State,
	options: { onPatch?(change: Change, patch: Patch<Change>): void; onEnded?(): void } = {}
): Live<State> {
	const given = typeof source === 'function' ? source : () => source;
	const topic = $derived(given().topic);
	let received = $state.raw<Held<State>>();
	let status = $state<LiveStatus>('connecting');
	let stopped = $state(false);
	const held = $derived(newest(given(), received));

	const follower = (topic: TopicKey): Follower => ({
		topic,
		version: () => (given().topic === topic ? held.version : null),
		patch(patch, at) {
			const { version, data } = patch as Patch<Change>;
			received = { since: given(), version, data: apply(held.data, data), at };
			options.onPatch?.(data, patch as Patch<Change>);
		},
		replace({ topic, version, data }, at) {
			if (topic !== given().topic) return;
			received = { since: given(), version, data: data as State, at };
		},
		status(now, heard) {
			// Alive means confirmed: the server would have said if anything had moved.
			if (heard && (status === 'live' || now === 'live')) received = { ...held, at: heard };
			status = now;
		},
		ended: () => options.onEnded?.()
	});

	$effect(() => {
		const follow = stopped ? undefined : follower(topic);
		return untrack(() => follow && followOnPage(follow));
	});

	return {
		get data() {
			return held.data;
		},
		get version() {
			return held.version;
		},
		get at() {
			return held.at;
		},
		get status() {
			return status;
		},
		stop() {
			stopped = true;
		}
	};
}

/**
 * Hears the changes of a topic without holding its state: for what plays them and forgets them.
 * `onSnapshot` is told what stands where the changes that led there are not known: at the start, and
 * after a gap.
 */
export function watchOnly<Change, State = unknown>(
	topic: TopicKey | (() => TopicKey),
	onPatch: (change: Change, patch: Patch<Change>) => void,
	onSnapshot?: (snapshot: Snapshot<State>) => void
): void {
	const given = typeof topic === 'function' ? topic : () => topic;
	$effect(() => {
		let version: number | null = null;
		const follower: Follower = {
			topic: given(),
			version: () => version,
			patch(patch) {
				version = patch.version;
				onPatch(patch.data as Change, patch as Patch<Change>);
			},
			replace(snapshot) {
				version = snapshot.version;
				onSnapshot?.(snapshot as Snapshot<State>);
			},
			status() {}
		};
		return untrack(() => followOnPage(follower));
	});
}

/**
 * Once in each layout whose pages are live: who is signed in, and what to do when the server no
 * longer knows them (go to the sign-in page, to the pairing page).
 */
export function liveAs(who: () => string, signedOut: () => void): void {
	$effect(() => connectAs(who()));
	$effect(() => onSignedOut(signedOut));
}
