import type { Follower } from './follower.ts';
import { openLine } from './line.ts';
import { createWire, type Wire } from './wire.ts';

/** A page out of sight for longer has been put to sleep more often than not. */
const ASLEEP_AFTER_MS = 60_000;

const signedOut = new Set<() => void>();
let wire: Wire | undefined;
let person: string | undefined;

/** Follows a topic over the page's one connection, which is made for its first follower. */
export function followOnPage(follower: Follower): () => void {
	wire ??= wireOfPage();
	return wire.follow(follower);
}

/** Says who is signed in on this page. Where that changes, the connection is made anew as them. */
export function connectAs(who: string): void {
	if (person !== undefined && person !== who) wire?.reconnect();
	person = who;
}

/** Called when the server no longer knows who this is; returns how to take the handler back. */
export function onSignedOut(handler: () => void): () => void {
	signedOut.add(handler);
	return () => signedOut.delete(handler);
}

function wireOfPage(): Wire {
	const made = createWire({
		open: openLine,
		onSignedOut: () => signedOut.forEach((handler) => handler()),
		now: () => new Date(),
		after(ms, run) {
			const timer = setTimeout(run, ms);
			return () => clearTimeout(timer);
		},
		random: Math.random
	});
	let hiddenAt: number | undefined;
	document.addEventListener('visibilitychange', () => {
		if (document.hidden) hiddenAt = Date.now();
		else if (hiddenAt && Date.now() - hiddenAt > ASLEEP_AFTER_MS) made.wake();
	});
	for (const event of ['online', 'offline']) addEventListener(event, () => made.wake());
	addEventListener('pageshow', (event) => event.persisted && made.wake());
	return made;
}
