import type { GoalScope } from '#lib/metrics/goals/goal.ts';
import type { Horizon } from '#lib/metrics/metric.ts';
import type { MemberId, MetricId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { DealFacts } from './rules/deal-words.ts';

/**
 * All there is to know about one win as it stood when it came in: what a member did in one metric on
 * one day within one batch, or one deal with its money. Quantities are scaled integers in the smallest
 * unit of their metric.
 */
export interface WinFacts {
	member: { id: MemberId; name: string };
	day: Day;
	/** ISO 4217, for the figures. */
	currency: string;
	/** Where it is a deal: what its headline says. */
	deal: DealFacts | null;
	/** What it counted; a deal has its deals first and then, where it is known, its money. */
	tracks: Track[];
	/** The goals it moved, the nearest first. */
	goals: GoalStep[];
	/** Whose deal this person's earlier work with the account has helped. Has no tracks then. */
	assist: Assist | null;
}

/** One metric of a win, among the same member's work in it. */
export interface Track {
	metric: { id: MetricId; key: string; name: string; unit: Unit; horizon: Horizon };
	/** What the win adds, and the largest entry in it. */
	value: bigint;
	largest: bigint;
	/** How much there was before it, ever and in the periods of its day. */
	before: { ever: bigint; day: bigint; week: bigint; month: bigint };
	/**
	 * The best earlier entry, day, week and month. Those of its own day are no earlier ones. Where some
	 * earlier entry is as large as the win's, `single` is such a one, of 1: good for telling whether the
	 * win is a record, not by how much it is none.
	 */
	best: { single: Best; day: Best; week: Best; month: Best };
	/** The full weeks before this one, the latest first, twelve at most and none before the first work. */
	weeks: bigint[];
	/** Working days in a row with such work, before and with this win; both zero where the day had some. */
	streak: { before: number; after: number };
	/** The kind of customer it was this person's first with: "hospital"; null for none. */
	firstWith: string | null;
	/** Days since anybody in the organization did this first: on a new board everything is a first. */
	countedFor: number;
	/** What everybody in the organization had done on this day before it. */
	everybody: bigint;
	/** Whom it took over on the week's board of the team, never the last of it. */
	passed: { name: string; place: number; of: number } | null;
	/** The team's week before it, and the team's best earlier one; null without a team. */
	team: { name: string; week: bigint; best: Best } | null;
}

/** The best of so many earlier ones that had any work; zero where there was none. */
export interface Best {
	value: bigint;
	of: number;
}

export interface GoalStep {
	id: string;
	title: string;
	kind: 'organizational' | 'social';
	scope: GoalScope;
	unit: Unit;
	before: bigint;
	after: bigint;
	target: bigint;
	/** The highest percentage that has rung for it already. */
	rung: number;
}

export interface Assist {
	/** Who closed it, and the account. */
	winner: string;
	account: string;
	/** What the person did for it: the name of the metric, and when. */
	metric: string;
	day: Day;
	/** How many teammates have worked with the account lately, this person among them. */
	mates: number;
}

export const RULE_KEYS = [
	'deal',
	'first-ever',
	'first-kind',
	'first-today',
	'best-single',
	'best-day',
	'best-week',
	'best-month',
	'comeback',
	'goal-milestone',
	'streak',
	'passed',
	'team-record',
	'assist'
] as const;
export type RuleKey = (typeof RULE_KEYS)[number];

/** Why a win is worth celebrating. */
export interface Reason {
	rule: RuleKey;
	/** The weightiest of a win's reasons gives it headline and figure. */
	weight: number;
	/** Reads after the person's name: "had a best day: 14 calls connected". */
	headline: string;
	/** As a clause among others: "best day so far". Empty where there is nothing to add. */
	detail: string;
	/** Said beside the headline where this reason gives it: "second deal today". */
	aside?: string;
	/** The figure that shines, ready to read. */
	figure?: string | null;
	/** The goal to show with it, where the reason is about one. */
	goalId?: string;
}

export type RuleParams = Record<string, number | boolean>;

/** What of a rule an admin can tune: a whole number between two others, or a yes or no. */
export type Tune<Key extends string = string> = { key: Key; label: string } & (
	{ kind: 'number'; min: number; max: number } | { kind: 'switch' }
);

/** A way of finding wins. It comes with the settings that keep it calm. */
export interface MomentRule<P extends RuleParams = RuleParams> {
	key: RuleKey;
	/** "Best day". */
	name: string;
	/** One sentence for the admin. */
	says: string;
	/** Whether it runs where the organization has said nothing. */
	isOn: boolean;
	params: P;
	tune: Tune<keyof P & string>[];
	/** Moments by this rule that a person has at most in a day. */
	perDay: number;
	find(win: WinFacts, params: P): Reason | undefined;
}
