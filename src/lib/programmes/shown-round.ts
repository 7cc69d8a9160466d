import type { BadgeFace } from '#lib/badges/badge.ts';
import type { Id } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Answer, ProgrammeKind, ShownTally, Verdict } from './programme.ts';

/** A round as it is shown: what was answered, never by whom. */
export interface ShownRound {
	id: Id<'programme-round'>;
	kind: ProgrammeKind;
	/** The goal's title or the badge's name. */
	name: string;
	/** Why the goal matters, or what the badge is for; may be empty. */
	about: string;
	/** Null for a goal. */
	badge: BadgeFace | null;
	href: string | null;
	/** First day of the quarter, and the last day to answer. */
	quarter: Day;
	endsOn: Day;
	verdict: Verdict | null;
	retiresOn: Day | null;
	kept: { by: string; why: string } | null;
	isRetired: boolean;
	tally: ShownTally;
	/** Empty while it is asked, and below five answers. */
	sentences: string[];
}

/** The same for somebody whom it asks, with what they said themselves. */
export interface AskedRound extends ShownRound {
	answer: Answer | null;
	sentence: string | null;
}

/** The same for who may keep it. */
export interface OwnedRound extends ShownRound {
	/** Whether it retires and can still be kept. */
	mayKeep: boolean;
}
