import { setTimeout } from 'node:timers/promises';

// A bell may ring a little later in a busy hour, when looking for wins would cost as much as recording
// them: it takes a quarter of the time at most.
const TIMES = 3;
const LEAST_MS = 50;
/** Longer than any round should need to keep to its quarter, and short enough for a bell that waits for it. */
const MOST_MS = 10_000;

/** Lets the ingest have the machine after a round of reactions; not once `stopping`. */
export async function rest(tookMs: number, stopping?: AbortSignal): Promise<void> {
	const ms = Math.min(Math.max(TIMES * tookMs, LEAST_MS), MOST_MS);
	// Being told to stop ends it, and is nothing to tell anybody.
	await setTimeout(ms, undefined, { signal: stopping }).catch(() => undefined);
}
