import { NONE, type MemberId, type MetricId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';

/** Whose activities move a goal, which, and on which days. */
export interface Feed {
	metricId: MetricId;
	/** A member, a team, or the nil id for the whole organization. */
	feeder: string;
	startsOn: Day;
	/** Last day that counts. */
	endsOn: Day;
	/** Only activities of this segment, and of at least this size each; null for all. */
	segment: string | null;
	atLeast: bigint | null;
}

/** What an activity says of itself that decides which goals it moves. */
export interface FeedingWork {
	metricId: MetricId;
	memberId: MemberId;
	/** The member's team on that day; the nil id for none. */
	teamId: string;
	day: Day;
	segment: string | null;
	/** Negative on a reversal, which moves what it takes back. */
	value: bigint;
}

/** Whether the activity moves the goal whose feed this is: the same rule as recording asks in SQL. */
export function feeds(feed: Feed, work: FeedingWork): boolean {
	return (
		feed.metricId === work.metricId &&
		[work.memberId, work.teamId, NONE].includes(feed.feeder) &&
		feed.startsOn <= work.day &&
		work.day <= feed.endsOn &&
		(feed.segment === null || feed.segment === work.segment) &&
		(feed.atLeast === null || sizeOf(work.value) >= feed.atLeast)
	);
}

/** How large an entry is, or what a reversal takes back. */
export function sizeOf(value: bigint): bigint {
	return value < 0n ? -value : value;
}

/**
 * Works, or what has a feed, by metric and feeder, so that many of both meet without a look at each
 * pair. Answers for a feed the works that may move it, for a work the feeds that it may move, in the
 * order of the items; `feeds` says which of them do.
 */
export function byFeeder<Item>(
	items: readonly Item[],
	whoseOf: (item: Item) => Feed | FeedingWork
): (one: Feed | FeedingWork) => Item[] {
	const found = new Map<string, Item[]>();
	for (const item of items)
		for (const key of keysOf(whoseOf(item))) {
			const under = found.get(key);
			if (under) under.push(item);
			else found.set(key, [item]);
		}
	return (one) => keysOf(one).flatMap((key) => found.get(key) ?? []);
}

function keysOf(one: Feed | FeedingWork): string[] {
	const feeders = 'feeder' in one ? [one.feeder] : new Set([one.memberId, one.teamId, NONE]);
	return [...feeders].map((feeder) => one.metricId + feeder);
}
