/**
 * A token bucket per key, in memory: `capacity` at once, refilled evenly over `perMs`.
 * Enough against guessing on one process; keys that are full again are forgotten.
 */
export interface Limit {
	/** Takes one; false when the bucket is empty. */
	take(key: string, now: number): boolean;
}

export function limit(capacity: number, perMs: number): Limit {
	const buckets = new Map<string, { tokens: number; at: number }>();
	return {
		take(key, now) {
			if (buckets.size > 10_000) forgetFull(buckets, capacity, perMs, now);
			const bucket = buckets.get(key) ?? { tokens: capacity, at: now };
			const tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) * capacity) / perMs);
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
