import { z } from 'zod';
import type { GoalId } from '#lib/platform/ids.ts';

const goalId = z.uuid('Choose a goal from the list.').transform((id) => id as GoalId);

/**
 * Where a goal is to stand: `supports` left out lets it stand on its own. `was`: where it stood when the
 * form was opened, `none` for on its own.
 */
export const linkGoalForm = z.object({
	supports: goalId.optional().transform((id) => id ?? null),
	was: z.union([goalId, z.literal('none').transform(() => null)]).optional()
});

/** The same, and which goal of the tree it is. */
export const moveGoalForm = linkGoalForm.extend({ goal: goalId });

export const joinGoalForm = z.object({ goal: goalId });
