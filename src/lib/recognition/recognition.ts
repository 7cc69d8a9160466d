import type {
	ActivityId,
	BadgeId,
	GoalId,
	MemberId,
	MomentId,
	RecognitionId,
	ValueId
} from '#lib/platform/ids.ts';
import type { Damping } from './damping.ts';

/** What the organization stands for. */
export interface Value {
	id: ValueId;
	name: string;
	meaning: string;
}

/** Someone thanks someone. `inFeed` and `onTv` both false: only the person sees it. */
export interface Recognition {
	id: RecognitionId;
	fromId: MemberId;
	to: MemberId[];
	/** As it reads in mid-sentence: "courage". */
	value: string;
	badgeId: BadgeId | null;
	badgeName: string | null;
	goalId: GoalId | null;
	sentence: string;
	inFeed: boolean;
	onTv: boolean;
	/** When it was said. */
	at: Date;
}

/** A sentence that somebody said about a member, as their page shows it. */
export interface Said {
	id: RecognitionId;
	sentence: string;
	from: { id: MemberId; name: string };
	value: string;
	badge: string | null;
	/** Only the person it was said to sees it. */
	isPrivate: boolean;
	/** Its words were changed after it was said. */
	isEdited: boolean;
	/** When it was said, RFC 3339. */
	at: string;
}

/** What a recognition is about, where the sender came from it. */
export interface About {
	momentId: MomentId | null;
	activityId: ActivityId | null;
	/** "Lena Tran won Brightline, €18,400". */
	words: string;
	/** Whose it is. */
	of: MemberId;
	/** The goal it fed. */
	goalId: GoalId | null;
}

/** A goal that a recognition can name. */
export interface ServedGoal {
	id: GoalId;
	title: string;
	/** Whose own goal it is; null for a team's and the organization's. */
	of: MemberId | null;
}

/** What the reader said themselves, or has waiting to be said. */
export interface Sent {
	id: RecognitionId;
	/** "Lena", "Lena and Aiko", "3 people". */
	to: string;
	sentence: string;
	valueId: ValueId;
	/** As it reads in mid-sentence. */
	value: string;
	badge: string | null;
	/** When it was said, or will be, RFC 3339. */
	saidAt: string;
	isWaiting: boolean;
	isPrivate: boolean;
	isEdited: boolean;
	/** Why only the person sees it, where more was asked for. */
	damped: Damping | null;
	/** What was sent, to be sent anew in other words. */
	draft: Draft;
}

/** A recognition as the form holds it. */
export interface Draft {
	to: MemberId[];
	valueId: ValueId;
	badgeId: BadgeId | null;
	goalId: GoalId | null;
	sentence: string;
	inFeed: boolean;
	onTv: boolean;
}

/** Somebody who can be recognised, as the form shows them. */
export interface Colleague {
	id: MemberId;
	name: string;
	/** 1 to 6. */
	colour: number;
	team: string | null;
	/** Whether the one who asks may give this person a badge. */
	mayHaveBadge: boolean;
}

/** More people than this share a thank-you that is nobody's. */
export const MOST_PEOPLE = 12;
export const LONGEST_SENTENCE = 400;

/** A value as it reads in mid-sentence: "Customer first" → "customer first"; "ISO craft" stays. */
export function inSentence(value: string): string {
	return /^\p{Lu}\p{Ll}/u.test(value) ? value.charAt(0).toLowerCase() + value.slice(1) : value;
}

/** "Lena", "Lena and Aiko", "3 people"; empty for nobody. */
export function whom(names: readonly string[]): string {
	const first = names.map((name) => name.trim().split(/\s+/)[0] ?? '');
	if (first.length > 2) return `${first.length} people`;
	return first.join(' and ');
}
