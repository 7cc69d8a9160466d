import type { GoalId, Id, MemberId } from '#lib/platform/ids.ts';

export type GoalHelpId = Id<'goal-help'>;

/** A question for help with a goal, as the two it is between see it. */
export interface GoalHelp {
	id: GoalHelpId;
	goalId: GoalId;
	goal: string;
	from: { id: MemberId; name: string };
	to: { id: MemberId; name: string };
	sentence: string;
	/** RFC 3339. */
	at: string;
	/** Null while nobody has answered. */
	answer: 'yes' | 'not-now' | null;
	answeredAt: string | null;
}
