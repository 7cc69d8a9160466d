import type { MemberId } from '#lib/platform/ids.ts';

/** What one member brought to a goal. */
export interface Contribution {
	member: { id: MemberId; name: string; colour: number };
	/** Scaled integer in the metric's smallest unit, as a decimal string. */
	value: string;
	activities: number;
}

/** A page names so many of those who feed a goal, most first; its figure has everybody. */
export const FEEDERS_NAMED = 200;

/** One check-in. */
export interface Tap {
	id: string;
	/** 1, or −1 where a tap was taken back. */
	amount: number;
	note: string | null;
	/** Who tapped. */
	by: string;
	/** RFC 3339. */
	at: string;
}
