import { setTimeout } from 'node:timers/promises';

// A bell may ring a little later in a busy hour, when looking for wins would cost as much as recording
// them: it takes a quarter of the time at most.
const TIMES = 3;
const LEAST_MS = 50;
/** Longer than any round should need to keep to its quarter, and short enough for a bell that waits for it. */
const MOST_MS = 10_000;
/** A few that took long on a machine with other work are no busy hour: the next bell does not wait for that. */
const MOST_EACH_MS = 5;

/**
 * Lets the ingest have the machine after a round of reactions to so many activities; not once
 * `stopping`.
 */
export async function rest(tookMs: number, size: number, stopping?: AbortSignal): Promise<void> {
	const ms = restMs(tookMs, size);
	// Being told to stop ends it, and is nothing to tell anybody.
	await setTimeout(ms, undefined, { signal: stopping }).catch(() => undefined);
}

/** How long that is, in milliseconds. */
export function restMs(tookMs: number, size: number): number {
	const most = Math.min(MOST_MS, size * MOST_EACH_MS);
	return Math.max(Math.min(TIMES * tookMs, most), LEAST_MS);
}
