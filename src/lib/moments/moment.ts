import type { BadgeFace } from '#lib/badges/badge.ts';
import type { GoalId, MemberId, MomentId } from '#lib/platform/ids.ts';
import type { Unit } from '#lib/platform/quantity.ts';

export type MomentKind = 'deal' | 'recognition' | 'goal' | 'work' | 'team' | 'badge';

export const CHEER_KINDS = ['bell', 'nice', 'how'] as const;
export type CheerKind = (typeof CHEER_KINDS)[number];

/** A moment as everybody who may see it sees it. */
export interface MomentCard {
	id: MomentId;
	kind: MomentKind;
	/** When the bell rang, RFC 3339. */
	at: string;
	member: MomentMember;
	/** A goal that several people fed: then it is theirs together, and `member` one of them. */
	group?: MomentGroup;
	/** Reads after the person's name: "won Brightline", "earned Door Opener". */
	headline: string;
	/** The figure that shines, ready to read: "€18,400". */
	figure: string | null;
	/** Why it matters: "First deal this week"; what it was for: "for courage". */
	detail: string;
	/** What was said, and who said it. */
	quote: string | null;
	from: { id: MemberId; name: string } | null;
	badge: BadgeFace | null;
	goal: MomentGoal | null;
	/** Who cheered, the first one first. */
	cheers: Record<CheerKind, MemberId[]>;
	/** Comments that stand. */
	comments: number;
	/** What was said has been put in other words since. */
	edited: boolean;
	/** What plays when this one rings: the key of a sound, or the address of the member's own. */
	sound: string;
	onTv: boolean;
}

/** Whose win it is. */
export interface MomentMember {
	id: MemberId;
	name: string;
	colour: number;
	/** The name of the team it was won in. */
	team: string | null;
	/** The address of their picture. */
	picture: string | null;
}

/** Who reached a step of a goal together. */
export interface MomentGroup {
	/** The team's or the organization's name; null where the people stand for themselves. */
	name: string | null;
	/** Who brought most first, at most `PEOPLE_SHOWN`; without who hides from where this is shown. */
	people: MomentPerson[];
	/** How many fed it; those who hide are counted and not named. */
	count: number;
}

/** So many of a group stand on its card; its own page has more. */
export const PEOPLE_SHOWN = 12;

export interface MomentPerson {
	id: MemberId;
	name: string;
	colour: number;
	/** The address of their picture. */
	picture: string | null;
	/** What they brought, in the unit of the goal: a scaled integer as a decimal string. */
	share: string;
}

/** The goal a win fed. Figures are scaled integers as decimal strings; equal ones where it only helped. */
export interface MomentGoal {
	id: GoalId;
	title: string;
	before: string;
	after: string;
	target: string;
	unit: Unit;
	currency: string;
}
