import { addDays, daysBetween, periodOf, type Calendar, type Day } from '#lib/platform/period.ts';

/** What runs for people quarter after quarter and has to go on being worth it. */
export type ProgrammeKind = 'goal' | 'badge';

/** `none` is somebody who would rather not say: they are asked no more and count as no answer. */
export const ANSWERS = ['useful', 'not-for-me', 'none'] as const;
export type Answer = (typeof ANSWERS)[number];

/** It stays; most of those who answered say no; or nobody answered two quarters in a row. */
export type Verdict = 'stays' | 'most' | 'silence';

/** The question is open for the last four weeks of a quarter. */
export const ASKED_FOR = 28;
/** What retires is announced this many days before, and can be kept until then. */
export const NOTICE = 14;
/** A no of fewer people decides nothing. */
const FEWEST = 3;
/**
 * Below so many answers no count and no sentence is shown, and never while the question is open: from
 * one answer more somebody could tell whose it was.
 */
const SHOWN_FROM = 5;

/** How a round was answered. */
export interface Tally {
	/** People who were asked. */
	asked: number;
	useful: number;
	notForMe: number;
}

/**
 * What a round comes to. Most of those who answered have to say no, and at least a third of those
 * asked, never fewer than three, to have answered; or nobody answered, this quarter and the one
 * before. A round that asked nobody says nothing.
 */
export function verdictOf({ asked, useful, notForMe }: Tally, wasSilent: boolean): Verdict {
	const answered = useful + notForMe;
	if (asked === 0) return 'stays';
	if (answered === 0) return wasSilent ? 'silence' : 'stays';
	const isEnough = answered >= FEWEST && answered * 3 >= asked;
	return isEnough && notForMe * 2 > answered ? 'most' : 'stays';
}

/** The quarter that is asked about on a day: in its last four weeks; undefined before them. */
export function askingOn(
	today: Day,
	calendar: Calendar
): { quarter: Day; endsOn: Day } | undefined {
	const { start, end } = periodOf('quarter', today, calendar);
	return daysBetween(today, end) < ASKED_FOR ? { quarter: start, endsOn: end } : undefined;
}

/** The quarter before one, by its first day. */
export function quarterBefore(quarter: Day, calendar: Calendar): Day {
	return periodOf('quarter', addDays(quarter, -1), calendar).start;
}

/** The counts as others may see them: how many answered, and what only once it is decided, from five on. */
export function shownTally({ asked, useful, notForMe }: Tally, isDecided: boolean): ShownTally {
	const answered = useful + notForMe;
	const counts = isDecided && answered >= SHOWN_FROM ? { useful, notForMe } : null;
	return { asked, answered, counts };
}

export interface ShownTally {
	asked: number;
	answered: number;
	/** Null while it is asked, and where fewer than five have answered. */
	counts: { useful: number; notForMe: number } | null;
}
