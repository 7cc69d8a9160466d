import { daysBetween, periodOf, type Calendar, type Day } from '#lib/platform/period.ts';

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
/** Below so many answers nothing of what was said is shown, and never while the question is open. */
export const SHOWN_FROM = 5;

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
 * before. A badge that nobody holds waits to be earned; a goal that nobody is in any more is silent.
 */
export function verdictOf(
	{ asked, useful, notForMe }: Tally,
	{ kind, wasSilent }: { kind: ProgrammeKind; wasSilent: boolean }
): Verdict {
	const answered = useful + notForMe;
	if (asked === 0 && kind === 'badge') return 'stays';
	if (answered === 0) return wasSilent ? 'silence' : 'stays';
	const isEnough = answered >= FEWEST && answered * 3 >= asked;
	return isEnough && notForMe > useful ? 'most' : 'stays';
}

/** The quarter that is asked about on a day: in its last four weeks; undefined before them. */
export function askingOn(
	today: Day,
	calendar: Calendar
): { quarter: Day; endsOn: Day } | undefined {
	const { start, end } = periodOf('quarter', today, calendar);
	return daysBetween(today, end) < ASKED_FOR ? { quarter: start, endsOn: end } : undefined;
}

/** What may be told of the answers: on which side of the half those lie who find it useful. */
export type Found = 'half-or-more' | 'fewer';

/** A round's answers as others may see them. */
export interface ShownTally {
	asked: number;
	/** Null below five. */
	answered: number | null;
	/** Null while it is asked, and below five answers. */
	found: Found | null;
}

/**
 * The answers as others may see them. Where five or more answered, it tells no more than what comes of
 * them tells anyway: whether half or more find it useful, so that all and none are never told. Of n
 * answers somebody has to know at least (n − 1) / 2, rounded down, to be able to tell another one: of
 * five, one's own tells nothing. Who knows all but one may tell that one, as with any vote that decides
 * something. Below five answers only what comes of them is told, and in a group of three or four that
 * it retires may tell what was said.
 */
export function shownTally({ asked, useful, notForMe }: Tally, isDecided: boolean): ShownTally {
	const answered = useful + notForMe;
	if (answered < SHOWN_FROM) return { asked, answered: null, found: null };
	const found = useful >= notForMe ? 'half-or-more' : 'fewer';
	return { asked, answered, found: isDecided ? found : null };
}
