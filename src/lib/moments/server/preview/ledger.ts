import type { GoalScope } from '#lib/metrics/goals/goal.ts';
import type { DealTrace } from '../../rules/same-deal.ts';
import type { Track } from '../../win.ts';
import type { ActivityId, MemberId, MetricId } from '#lib/platform/ids.ts';
import type { Calendar, Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { DaysOff } from '#lib/platform/workdays.ts';

/** An entry that counts, as it would have come in on its own day. Values are scaled integers. */
export interface LedgerRow extends DealTrace {
	id: ActivityId;
	memberId: MemberId;
	/** The nil id for none. */
	teamId: string;
	metricId: MetricId;
	day: Day;
	value: bigint;
	at: Date;
	position: bigint;
	source: string;
	/** The kind of customer it was with. */
	segment: string | null;
	/** What came in with it, in one go. */
	batch: string;
}

/** What somebody did in a metric on a day, long enough ago that only its sum matters. */
export interface PastDay {
	memberId: MemberId;
	teamId: string;
	metricId: MetricId;
	day: Day;
	value: bigint;
	/** The largest of its entries, and how many there were. */
	largest: bigint;
	of: number;
}

export interface WalkedGoal {
	id: string;
	title: string;
	kind: 'organizational' | 'social';
	scope: GoalScope;
	metricId: MetricId;
	/** Whose work counts, and on which days: a member, a team, or the nil id for everybody. */
	feeds: readonly { feeder: string; startsOn: Day; endsOn: Day }[];
	/** Only this kind of customer, and only entries of at least this value; null for all. */
	segment: string | null;
	atLeast: bigint | null;
	unit: Unit;
	start: bigint;
	target: bigint;
}

/** What the ledger's rows mean. */
export interface WalkWorld {
	calendar: Calendar;
	/** ISO 4217. */
	currency: string;
	/** The metrics whose entries are deals, and their money. */
	deals: MetricId | undefined;
	revenue: MetricId | undefined;
	metrics: ReadonlyMap<string, Track['metric']>;
	people: ReadonlyMap<string, string>;
	teams: ReadonlyMap<string, string>;
	/** ISO weekdays on which people work. */
	workdays: readonly number[];
	daysOff: ReadonlyMap<string, readonly DaysOff[]>;
	/** Whose name nobody else's win says. */
	hidden: ReadonlySet<string>;
	goals: readonly WalkedGoal[];
	/** Who has worked with which kind of customer before these days, as `kindKey` names it. */
	kinds: ReadonlySet<string>;
	/** Other work with the accounts of deals, by account, in the order of the walk. */
	touches: ReadonlyMap<string, readonly Touch[]>;
	/** Who was in which team when, by person. */
	memberships: ReadonlyMap<string, readonly Membership[]>;
}

/** Work with an account: its entry says the account's name. */
export interface Touch {
	memberId: MemberId;
	/** The metric's name. */
	metric: string;
	day: Day;
	/** In the order of the walk, as rows are. */
	at: Date;
	position: bigint;
}

export interface Membership {
	memberId: MemberId;
	teamId: string;
	startsOn: Day;
	/** Null while it lasts. */
	endsOn: Day | null;
}
