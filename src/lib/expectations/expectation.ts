import type { GoalId, Id, MemberId } from '#lib/platform/ids.ts';
import type { TargetMetric } from '#lib/metrics/targets/target.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';

/** More than five are a list, not a card; with fewer than three it is rarely the whole picture. */
export const MOST = 5;
export const USUAL = 3;

/** For whom and when a target is: every such period, or once, for the days from start to end. */
export const EVERY = ['day', 'week', 'month', 'quarter', 'once'] as const;
export type Every = (typeof EVERY)[number];

/** One thing that is expected of somebody, as one version of their card words it. */
export interface Expectation {
	/** The same through all versions of the card, however it is worded. */
	line: Id<'expectation'>;
	title: string;
	/** What it means, in words. */
	means: string;
	/** What the target counts; null where it is in words only. */
	metric: TargetMetric | null;
	/** A scaled integer as a decimal string; null where it is in words only. */
	target: string | null;
	/** The target where no metric counts it; empty otherwise. */
	inWords: string;
	/** The target is for every such period; null where it is for the days from start to end. */
	every: PeriodKind | null;
	startsOn: Day;
	/** Last day; null while it goes on. */
	endsOn: Day | null;
	ifMet: string;
	ifMissed: string;
	/** The goal it serves. */
	goal: { id: GoalId; title: string } | null;
}

/** What the target's metric has counted so far, where one counts it and the days have begun. */
export interface Reached {
	/** A scaled integer as a decimal string. */
	value: string;
	/** The days it is counted over. */
	from: Day;
	to: Day;
}

/** What the member said to a version instead of a tap. */
export interface Words {
	id: Id<'expectation-word'>;
	/** The title of what it is about; null for the whole card. */
	about: string | null;
	sentence: string;
	/** RFC 3339. */
	at: string;
	/** Null while it waits for whoever leads them. */
	settledAt: string | null;
}

/** A card as it was written at one time. */
export interface CardVersion {
	/** Counts from 1. */
	version: number;
	by: string;
	/** RFC 3339. */
	at: string;
	/** When the member tapped that they have read it; null until then. */
	acknowledgedAt: string | null;
	lines: Expectation[];
	/** Oldest first. */
	words: Words[];
}

/** The line of a card with how it stands, as a page shows it. */
export interface ExpectationNow extends Expectation {
	reached: Reached | null;
}

/** Somebody's card, the newest version first among all there were. */
export interface Card {
	person: { id: MemberId; name: string; colour: number };
	/** Newest first; empty where nothing is written yet. */
	versions: CardVersion[];
	/** The newest version's lines, with figures. */
	now: ExpectationNow[];
	isOwn: boolean;
	mayWrite: boolean;
}

/** How a card stands, for the list of whoever leads. */
export type CardState = 'none' | 'waits' | 'talk' | 'read';

export interface CardOnList {
	person: { id: MemberId; name: string; colour: number };
	state: CardState;
	/** How many things are on it. */
	lines: number;
	/** Since when it stands so: written, said, or read; RFC 3339. Null without a card. */
	at: string | null;
}

/** Moves whenever a card that concerns the watcher does. */
export interface ExpectationsState {
	stamp: string;
}

/** The version whose tap counts, with the last one before it that was tapped; the changes lie between. */
export function lastRead(versions: readonly CardVersion[]): CardVersion | undefined {
	return versions.find(({ acknowledgedAt }) => acknowledgedAt);
}

/** What waits for an answer from whoever leads; undefined where nothing does. */
export function openWords(versions: readonly CardVersion[]): Words | undefined {
	return versions.flatMap(({ words }) => words).find(({ settledAt }) => !settledAt);
}
