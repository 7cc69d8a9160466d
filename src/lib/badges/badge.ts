import type { BadgeId } from '#lib/platform/ids.ts';

export const BADGE_SHAPES = ['shield', 'hexagon', 'circle', 'ribbon'] as const;
export type BadgeShape = (typeof BADGE_SHAPES)[number];

/** What a badge looks like. */
export interface BadgeFace {
	name: string;
	shape: BadgeShape;
	/** One of the interface's glyphs, by name. */
	glyph: string;
	/** 0 is brass, 1 to 6 the team colours. */
	colour: number;
}

export interface Badge extends BadgeFace {
	id: BadgeId;
	key: string;
	/** What it is given for, in one sentence. */
	criteria: string;
}

/** All that a member holds of one badge. */
export interface Holding {
	badge: Badge;
	/** How often it was given. */
	times: number;
	/** The last time, RFC 3339. */
	latest: string;
}
