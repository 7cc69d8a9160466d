import { z } from 'zod';
import type { GoalId } from '#lib/platform/ids.ts';

const goalId = z.uuid('Choose a goal from the list.').transform((id) => id as GoalId);

/** Which goal of the tree goes where; `supports` left out lets it stand on its own. */
export const moveGoalForm = z.object({
	goal: goalId,
	supports: goalId.optional().transform((id) => id ?? null)
});

export const joinGoalForm = z.object({ goal: goalId });
