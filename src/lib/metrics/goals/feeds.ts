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

function sizeOf(value: bigint): bigint {
	return value < 0n ? -value : value;
}
