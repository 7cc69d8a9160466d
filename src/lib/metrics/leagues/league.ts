import type { FigureUnit } from '#lib/platform/quantity.ts';

/** How long a season lasts: a period of the organization's calendar. */
export const SEASON_KINDS = ['week', 'month'] as const;
export type SeasonKind = (typeof SEASON_KINDS)[number];

/** Small enough to know everybody in it, large enough for a race. */
export const SMALLEST = 6;
export const LARGEST = 12;

/** Where somebody plays, compared with the season before. */
export type LeagueMove = 'placed' | 'promoted' | 'relegated' | 'stayed';

/**
 * Why somebody plays where they play: by their own last periods, without any yet, by their rank in
 * the season before, because nothing was counted for them then, because a league had room or was
 * full, or because there are more or fewer leagues now.
 */
export type LeagueReason = 'trailing' | 'new' | 'rank' | 'quiet' | 'room' | 'anew';

/** How a season that is over ended for somebody. */
export interface SeasonResult {
	league: number;
	/** Null for somebody for whom nothing was counted. */
	rank: number | null;
	/** How many were ranked. */
	of: number;
	/** Scaled integer. */
	value: bigint;
	/** How many changed places over the line that this person stood nearest to. */
	crossed: number;
}

/** Somebody who plays the season that begins. */
export interface Player {
	memberId: string;
	/**
	 * What a period brought on average in the last three, or in those since their first activity: six
	 * times the scaled figure, so that halves and thirds stay exact. Null for somebody without a past.
	 */
	trailing: bigint | null;
	/** Sorts by who came first: decides where everything else is level. */
	since: string;
}

/** In which league somebody plays a season, and why. League 1 is the top one. */
export interface LeaguePlace {
	memberId: string;
	league: number;
	moved: LeagueMove;
	reason: LeagueReason;
	/** See `Player`. */
	trailing: bigint | null;
	/** Null for whoever did not play the season before. */
	before: SeasonResult | null;
}

/** What a league counts, for words about its figures. */
export interface LeagueFigure {
	/** A metric's name, or "Points". */
	name: string;
	unit: FigureUnit;
	currency: string;
}
