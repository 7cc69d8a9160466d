/** How long a season lasts: a period of the organization's calendar. */
export const SEASON_KINDS = ['week', 'month'] as const;
export type SeasonKind = (typeof SEASON_KINDS)[number];

/** Why somebody plays where they play. */
export type LeagueMove = 'placed' | 'promoted' | 'relegated' | 'stayed';
