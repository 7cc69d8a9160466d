import type { Day } from '#lib/platform/period.ts';
import type { GoalId, Id, MemberId } from '#lib/platform/ids.ts';
import type { Goal } from '../goal.ts';
import { paceOf, type Paced } from '../pace.ts';

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
	/** Whether the goal was behind its pace when it was asked. */
	isBehind: boolean;
	/** When either of them said that it is done. */
	doneAt: string | null;
}

type Helped = Paced & Pick<Goal, 'closedAt'>;

/**
 * Whether help that was promised, or refused, is still of use: until either says that it is done, and no
 * longer than the goal runs or is behind its pace. Who asked while it was on pace waits for their word.
 */
export function isHelpOf(
	{ isBehind, doneAt }: Pick<GoalHelp, 'isBehind' | 'doneAt'>,
	goal: Helped,
	{ today, currency, workdays }: { today: Day; currency: string; workdays: readonly number[] }
): boolean {
	if (doneAt || goal.closedAt) return false;
	const { state, ahead } = paceOf(goal, today, currency, workdays);
	if (state === 'reached' || state === 'over') return false;
	return !isBehind || ahead < 0n;
}
