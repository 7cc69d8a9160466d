import { logError } from '#lib/platform/server/log.ts';
import type { Patch } from '../protocol.ts';
import type { Channel } from './channel.ts';
import type { After } from './ticker.ts';

/** Changes on their way out. */
export interface Outbox {
	put(channel: Channel, patch: Patch<unknown>): void;
	/** Sends at once what waits. */
	empty(): void;
}

/**
 * What changes in the same turn goes out together, to the fewest first: a TV does not wait until
 * hundreds of phones have theirs, which takes its time. The changes of one channel stay in order.
 */
export function createOutbox(
	after: After,
	send: (channel: Channel, patch: Patch<unknown>) => void
): Outbox {
	let waiting: [Channel, Patch<unknown>][] = [];
	let callOff: (() => void) | undefined;
	function empty(): void {
		callOff?.();
		callOff = undefined;
		const going = waiting.sort(([a], [b]) => a.watchers - b.watchers);
		waiting = [];
		for (const [channel, patch] of going)
			try {
				send(channel, patch);
			} catch (error) {
				// Its watchers miss one version, and ask; nobody else's waits for that.
				logError('realtime.send', error, { topic: channel.key });
			}
	}
	return {
		put(channel, patch) {
			waiting.push([channel, patch]);
			callOff ??= after(0, empty);
		},
		empty
	};
}
