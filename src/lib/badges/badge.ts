import type { BadgeId } from '#lib/platform/ids.ts';
import type { FigureUnit } from '#lib/platform/quantity.ts';

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

/** A tier of a badge that is earned: 1 is the first, with the organization's own word for it. */
export interface Tier {
	level: number;
	name: string;
}

/** All that a member holds of one badge. */
export interface Holding {
	badge: Badge;
	/** How often people gave it. */
	times: number;
	/** The highest tier of a badge that is earned by a rule; null where people gave it. */
	tier: Tier | null;
	/** The last time, RFC 3339. */
	latest: string;
}

/** How far a member is on the way to a badge's next tier. Nobody else is shown it. */
export interface Progress {
	badge: Badge;
	/** The highest tier held so far. */
	held: Tier | null;
	next: Tier;
	/** When `next` was held and then taken back with reversed work, RFC 3339; otherwise null. */
	takenBack: string | null;
	/** Scaled integers in `unit`, as decimal strings; what is there never exceeds what is needed. */
	value: string;
	needed: string;
	unit: FigureUnit | 'days' | 'goals';
	/** ISO 4217, for money. */
	currency: string;
}
