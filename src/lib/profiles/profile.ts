import type { Holding, Progress } from '#lib/badges/badge.ts';
import type { Week } from '#lib/metrics/standings/weeks.ts';
import type { CoachingLine } from '#lib/moments/coaching.ts';
import type { MomentCard } from '#lib/moments/moment.ts';
import type { ActivityId, MemberId, MomentId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { POINT_SCALE, showFigure } from '#lib/platform/quantity.ts';
import type { Said } from '#lib/recognition/recognition.ts';
import type { Standing } from './standing.ts';

const POINT = 10n ** BigInt(POINT_SCALE);

/** A member's page. Figures are scaled integers as decimal strings, points scaled by POINT_SCALE. */
export interface Profile {
	person: {
		id: MemberId;
		name: string;
		colour: number;
		/** Its address. */
		picture: string | null;
		team: string | null;
		role: 'admin' | 'manager' | 'rep';
	};
	/** Whether the reader looks at their own page. */
	isOwn: boolean;
	/** Whether the reader leads them. */
	isLed: boolean;
	/** Twelve weeks, oldest first, the running one last. */
	weeks: Week[];
	/** The best week before this one, ever, by what still stands of it: its bar may be another, final. */
	bestEarlier: Week | null;
	biggestDeal: { entry: ActivityId; value: string; account: string | null } | null;
	/** In what the reader chose, as `standing` says. */
	bests: Best[];
	standing: Standing;
	streaks: RunningStreak[];
	badges: Holding[];
	/** The newest first; `earlier` is where the next page begins, null on the last one. */
	moments: MomentCard[];
	earlier: MomentId | null;
	/** What they were thanked for, in the order of the organization's values. */
	recognisedFor: { value: string; times: number }[];
	said: Said[];
	/** What is on a member's own page only; null on everybody else's. */
	own: OwnProfile | null;
}

export interface OwnProfile {
	/** The way to the next tiers, the nearest first. */
	progress: Progress[];
	/** What managers wrote to them. */
	coaching: CoachingLine[];
	/** The last specific word from somebody who leads them, as those people see it too. RFC 3339. */
	lastWord: { at: string; from: { id: MemberId; name: string } } | null;
}

export const BEST_KINDS = ['day', 'week', 'month', 'single'] as const;

/** A personal best: of a day, week or month, or of one entry; by what still stands, closed or not. */
export interface Best {
	kind: (typeof BEST_KINDS)[number];
	start: Day;
	end: Day;
	value: string;
	/** What stands beside a single entry: the account. */
	note: string | null;
	/** Which one, where it is a single entry. */
	entry: ActivityId | null;
}

export interface RunningStreak {
	metric: { key: string; name: string };
	/** Working days in a row. */
	now: number;
	longest: number;
}

/** Whether there is anything to draw: a rep's bars wait for their first activity, a manager's need not. */
export function hasFigures(
	profile: Pick<Profile, 'person' | 'weeks' | 'bestEarlier' | 'bests'>
): boolean {
	const { person, weeks, bestEarlier, bests } = profile;
	if (person.role === 'rep' || bestEarlier || bests.length) return true;
	return weeks.some(({ value }) => BigInt(value) !== 0n);
}

/** The sentence above one's own bars: progress first, in points, against oneself. */
export function progressWords(
	now: bigint,
	bestEarlier: bigint | null,
	average: bigint | null
): string {
	if (now <= 0n && bestEarlier === null) return 'Your first activity starts your bars';
	if (bestEarlier === null) return 'Your first week on the board';
	if (now > bestEarlier) return 'Your best week so far';
	if (average === null) return 'Your weeks so far';
	return now >= average ? 'Above your own average' : `${points(average - now)} to your own average`;
}

/** Below the best week: "126 to go", or that this is the one. */
export function bestWeekNote(now: bigint, bestEarlier: bigint | null): string {
	if (bestEarlier === null || now > bestEarlier) return 'this week';
	return now === bestEarlier ? 'level with it now' : `${points(bestEarlier - now)} to go`;
}

// Rounded up, so that what is said to be missing is never too little.
function points(missing: bigint): string {
	return showFigure(((missing + POINT - 1n) / POINT) * POINT, 'points', 'EUR');
}
