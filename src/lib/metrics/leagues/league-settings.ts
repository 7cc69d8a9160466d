import type { Period } from '#lib/platform/period.ts';
import type { LeagueFigure, SeasonKind } from './league.ts';

/** What an admin is about to choose. */
export interface LeagueChoice {
	/** A metric's key, or `points`. */
	metric: string;
	season: SeasonKind;
	size: number;
}

/** One league of a preview, best first. */
export interface PreviewedLeague {
	league: number;
	members: PreviewedMember[];
}

export interface PreviewedMember {
	id: string;
	name: string;
	/** 1 to 6. */
	colour: number;
	/** What a period brought on average, scaled; null for somebody without a past. */
	average: string | null;
}

export interface LeagueSettings {
	plays: boolean;
	choice: LeagueChoice;
	metrics: { key: string; name: string }[];
	figure: LeagueFigure;
	/** How today's people would be divided. */
	preview: PreviewedLeague[];
	people: number;
	/** The season that runs, which a change leaves alone; null while there is none. */
	running: Period | null;
}
