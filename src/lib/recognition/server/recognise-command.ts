import type {
	ActivityId,
	BadgeId,
	GoalId,
	MemberId,
	MomentId,
	RecognitionId,
	ValueId
} from '#lib/platform/ids.ts';
import type { Damping } from '../damping.ts';

export interface RecogniseCommand {
	to: MemberId[];
	valueId: ValueId;
	badgeId?: BadgeId | null;
	/** What happened, in the giver's own words. */
	sentence: string;
	/** Neither of them: only the person sees it. What the TV shows, the feed shows too. */
	inFeed: boolean;
	onTv: boolean;
	goalId?: GoalId | null;
	/** The moment it is about; whoever calls has found it among those that everybody sees. */
	momentId?: MomentId | null;
	activityId?: ActivityId | null;
	/**
	 * `soon`: in ten seconds, in which it can be undone. `huddle`: at the next one. `told`: this
	 * instant, unasked and undamped, for a story of the past; no form says so.
	 */
	when?: 'soon' | 'huddle' | 'told';
	/** The answer to the one question that a badge beyond the weekly budget asks. */
	stillRare?: boolean;
	/** The same one again answers what it did the first time. */
	requestId: string;
}

/** What became of it. */
export interface SentRecognition {
	id: RecognitionId;
	/** When it is, or was, said: until then nobody but the sender knows of it. */
	saidAt: Date;
	/** Only the person sees it. */
	isPrivate: boolean;
	/** Why, where more was asked for. */
	damped: Damping | null;
}

/** The same content always reads the same, however it was typed. */
export type TidyCommand = Required<RecogniseCommand>;

/** The same content is the same text, however it was sent: request ids are compared by it. */
export function tidy(command: RecogniseCommand): TidyCommand {
	return {
		to: [...new Set(command.to)].sort(),
		valueId: command.valueId,
		badgeId: command.badgeId ?? null,
		goalId: command.goalId ?? null,
		momentId: command.momentId ?? null,
		activityId: command.activityId ?? null,
		sentence: tidySentence(command.sentence),
		inFeed: command.inFeed,
		onTv: command.onTv,
		when: command.when ?? 'soon',
		stillRare: command.stillRare ?? false,
		requestId: command.requestId
	};
}

export function tidySentence(sentence: string): string {
	return sentence.trim().replace(/\s+/g, ' ');
}
