import type { Id } from '#lib/platform/ids.ts';

/** `work` came from work that feeds no goal, `words` is what somebody typed. */
export type TalkKind = 'work' | 'words';

export const LONGEST_TALK = 400;
/** So many are on a list at once: the next talk gets through no more. */
export const MOST_TALKS = 40;

/** Moves whenever a list that the watcher is a side of does. */
export interface TalksState {
	stamp: string;
}

/** What two people want to talk about, as both of them see it. */
export interface TalkingPoint {
	id: Id<'talking-point'>;
	kind: TalkKind;
	/** What of the kind it is about, such as a metric's key; empty for words alone. */
	about: string;
	title: string;
	/** May be empty where there is a title. */
	sentence: string;
	raisedBy: string;
	/** Raised by the reader, who may take it back while it is open. */
	mine: boolean;
	/** RFC 3339. */
	raisedAt: string;
	/** Null until they have talked about it. */
	done: { at: string; by: string; outcome: string } | null;
}
