import type { MemberId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';

/** How somebody wants to be seen and rung for. */
export interface Preferences {
	hideFromTv: boolean;
	hideFromFeed: boolean;
	/** Quiet hours in minutes of the local day; the same twice is never quiet. */
	quietFrom: number;
	quietUntil: number;
	/** Nothing rings on their phone until then, RFC 3339. */
	onCallUntil: string | null;
	isMuted: boolean;
	/** 0 to 100. */
	volume: number;
	/** What plays when they win: the key of a sound, or `own` for the one they sent. */
	sound: string;
	/** Address of their picture. */
	picture: string | null;
}

/** How it is for who has chosen nothing. */
export const AS_IT_COMES: Preferences = {
	hideFromTv: false,
	hideFromFeed: false,
	quietFrom: 19 * 60,
	quietUntil: 7 * 60 + 30,
	onCallUntil: null,
	isMuted: false,
	volume: 60,
	sound: 'bell',
	picture: null
};

/** The choice that stands for a sound of one's own. */
export const OWN_SOUND = 'own';

/** A stretch of days on which nobody expects work, both ends included. */
export interface DaysOff {
	startsOn: Day;
	endsOn: Day;
}

/** The digest makes a changed picture a new address, so that the old one may be kept for ever. */
export function pictureAddress(member: MemberId, digest: string): string {
	return `/members/${member}/picture/${digest}`;
}

/** Where the sound that somebody sent is served, by its digest. */
export function soundAddress(member: MemberId, digest: string): string {
	return `/members/${member}/sound/${digest}`;
}
