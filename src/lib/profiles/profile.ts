import type { Holding } from '#lib/badges/badge.ts';
import type { Week } from '#lib/metrics/standings/weeks.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { POINT_SCALE, showFigure } from '#lib/platform/quantity.ts';
import type { Said } from '#lib/recognition/recognition.ts';

const POINT = 10n ** BigInt(POINT_SCALE);

/** A member's page. Figures are scaled integers as decimal strings, points scaled by POINT_SCALE. */
export interface Profile {
	person: {
		id: MemberId;
		name: string;
		colour: number;
		team: string | null;
		role: 'admin' | 'manager' | 'rep';
	};
	/** Whether the reader looks at their own page. */
	isOwn: boolean;
	/** Twelve weeks, oldest first, the running one last. */
	weeks: Week[];
	/** The best week before this one, ever. */
	bestEarlier: Week | null;
	biggestDeal: { value: string; day: string; account: string | null } | null;
	badges: Holding[];
	said: Said[];
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
