import type { BehindItem } from '#lib/metrics/activity/behind.ts';
import type { TopicKey } from '#lib/realtime/protocol.ts';
import type { CoachingLine } from './coaching.ts';
import type { MomentPerson } from './moment.ts';

/** Of the activities behind a moment, this many stand on its page. */
export const ROWS_BEHIND = 50;

/** Of those who fed a goal together, this many stand on its moment's page. */
export const FEEDERS_SHOWN = 200;

/** What belongs to a moment's page beside what is live on it. */
export interface OpenedMoment {
	/** What is live on it: a `TalkState`. */
	topic: TopicKey;
	/** The activities that made it, the first one first; empty where words made it. */
	behind: BehindItem[];
	/** How many more there are. */
	more: number;
	/** Who fed it together, most first; empty for one person's win. */
	people: MomentPerson[];
	/** What managers wrote to the person, the newest first; null for who may not read it. */
	coaching: CoachingLine[] | null;
	mayCoach: boolean;
	/** May remove other people's comments. */
	mayRemove: boolean;
}
