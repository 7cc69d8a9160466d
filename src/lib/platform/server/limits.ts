/**
 * A token bucket per key, in memory: `capacity` at once, refilled evenly over `perMs`.
 * Enough against guessing on one process; keys that are full again are forgotten.
 */
export interface Limit {
	/** Takes one; false when the bucket is empty. */
	take(key: string, now: number): boolean;
}

const KEYS_UNTIDIED = 10_000;

export function limit(capacity: number, perMs: number): Limit {
	const buckets = new Map<string, { tokens: number; at: number }>();
	let tidyAt = KEYS_UNTIDIED;
	return {
		take(key, now) {
			if (buckets.size > tidyAt) {
				forgetFull(buckets, capacity, perMs, now);
				// Twice what had to stay: a flood of new keys must not make every request walk them all.
				tidyAt = Math.max(KEYS_UNTIDIED, 2 * buckets.size);
			}
			const bucket = buckets.get(key) ?? { tokens: capacity, at: now };
			// A clock that is set back takes nothing away.
			const since = Math.max(0, now - bucket.at);
			const tokens = Math.min(capacity, bucket.tokens + (since * capacity) / perMs);
			buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
			return tokens >= 1;
		}
	};
}

function forgetFull(
	buckets: Map<string, { tokens: number; at: number }>,
	capacity: number,
	perMs: number,
	now: number
): void {
	for (const [key, bucket] of buckets)
		if (bucket.tokens + ((now - bucket.at) * capacity) / perMs >= capacity) buckets.delete(key);
}
