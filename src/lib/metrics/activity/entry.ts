import type { ActivityId, MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { PeriodKind } from '#lib/platform/period.ts';

/** One dated fact as it comes in from outside. */
export interface Entry {
	/** The metric's key. */
	metric: string;
	/** The member's external reference, or their e-mail. */
	member: string;
	/** In the metric's unit: major units of money, whole counts, whole minutes. */
	value: string | number;
	/** A date (that day in the organization's zone) or an RFC 3339 time. */
	occurredAt: string;
	/** Where it comes from; with `externalId` the idempotency key. */
	source: string;
	externalId: string;
	note?: string | undefined;
	/** The kind of customer or business it was with: "hospital". Goals may count one kind only. */
	segment?: string | undefined;
}

export type UnresolvedReason = 'unknown-member' | 'unknown-metric';

export type RejectedReason =
	| 'malformed'
	| 'not-a-number'
	| 'negative'
	| 'too-many-decimals'
	| 'too-large'
	| 'not-a-date'
	| 'too-long-ago'
	| 'in-the-future'
	| 'other-content';

/** An entry that counts, and arrived after periods of its day had been closed. */
export interface Late {
	index: number;
	/** Which ones, shortest first. */
	closed: PeriodKind[];
	detail: string;
}

/** A day that a correction has changed after periods of it had been closed. */
export interface LateDay {
	/** YYYY-MM-DD. */
	day: string;
	/** Which ones, shortest first. */
	closed: PeriodKind[];
	detail: string;
}

/** What became of a command's entries; every one of them is in exactly one of the first four. */
export interface Recorded {
	recorded: number;
	duplicates: number;
	unresolved: { index: number; reason: UnresolvedReason }[];
	rejected: { index: number; reason: RejectedReason; detail: string }[];
	/** Of what was recorded, what came after a closing: boards that were final stay as they are. */
	late: Late[];
}

/** What became of the entries that waited for a person or a metric. */
export interface WaitingCounted {
	counted: number;
	/** What cannot count as it is: its source and external id, and why. */
	rejected: { name: string; detail: string }[];
	/** Of what was counted, what came after a closing. */
	late: Pick<Late, 'closed'>[];
}

/** A row of the ledger as projections and reactions see it. */
export interface RecordedRow {
	orgId: OrgId;
	id: ActivityId;
	metricId: MetricId;
	memberId: MemberId;
	/** The member's team on that day; the nil id for none. */
	teamId: string;
	day: string;
	/** Smallest unit of the metric; negative on a reversal. */
	value: bigint;
	/**
	 * What it is worth by its rule, scaled by POINT_SCALE: before a daily cap, and whether or not a
	 * guardrail lets it score. For how much somebody did; what they scored is in the totals.
	 */
	points: bigint;
	/** 1, or −1 on a reversal. */
	sign: number;
	occurredAt: Date;
	recordedAt: Date;
	source: string;
	externalId: string;
	note: string | null;
	/** In lower case, or null. */
	segment: string | null;
}
