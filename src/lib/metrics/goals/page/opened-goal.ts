import type { MemberId } from '#lib/platform/ids.ts';
import type { Unit } from '#lib/platform/quantity.ts';

/** A goal in a list of another's page. */
export interface GoalLink {
	id: string;
	title: string;
	who: string;
	/** Scaled integers as decimal strings. */
	value: string;
	target: string;
	unit: Unit;
	state: 'proposed' | 'agreed' | 'declined';
	closed: boolean;
}

/** What the person who looks at a goal may do with it now. */
export interface GoalRights {
	change: boolean;
	/** It waits, and they may say yes or no. */
	agree: boolean;
	tap: boolean;
	/** What they record today moves it. */
	record: boolean;
	/** A tap of their own is there to take back. */
	takeBack: boolean;
	join: boolean;
	leave: boolean;
	askForHelp: boolean;
	/** Its owner has left, and this person may ask somebody else to answer for it. */
	handOver: boolean;
	/** They are asked to answer for it themselves. */
	takeOver: boolean;
}

/** Somebody to choose from a list. */
export interface PersonChoice {
	id: MemberId;
	name: string;
}

/** Something that happened to a goal, in words. */
export interface HistoryEntry {
	id: string;
	sentence: string;
	/** What somebody said with it. */
	quote?: string;
	/** RFC 3339. */
	at: string;
}
