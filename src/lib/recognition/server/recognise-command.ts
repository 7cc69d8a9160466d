import type { BadgeId, GoalId, MemberId, ValueId } from '#lib/platform/ids.ts';

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
	/** The same one again answers what it did the first time. */
	requestId: string;
}

/** The same content always reads the same, however it was typed. */
export type TidyCommand = Omit<RecogniseCommand, 'badgeId' | 'goalId'> & {
	badgeId: BadgeId | null;
	goalId: GoalId | null;
};

export function tidy(command: RecogniseCommand): TidyCommand {
	return {
		to: [...new Set(command.to)].sort(),
		valueId: command.valueId,
		badgeId: command.badgeId ?? null,
		goalId: command.goalId ?? null,
		sentence: command.sentence.trim().replace(/\s+/g, ' '),
		inFeed: command.inFeed,
		onTv: command.onTv,
		requestId: command.requestId
	};
}
