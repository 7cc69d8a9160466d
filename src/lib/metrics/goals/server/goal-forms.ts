import { z } from 'zod';
import type { GoalId, TeamId } from '#lib/platform/ids.ts';
import { TAPS } from '../goal-input.ts';
import { GOAL_SCOPES } from '../goal.ts';

const goalId = z.uuid('Choose a goal from the list.').transform((id) => id as GoalId);
const line = z.string().trim().max(400, 'Keep it shorter.');
const day = z.string().trim().max(10);

/** One form for a new goal; what the words and figures must be is the goal's own rule. */
export const setGoalForm = z
	.object({
		key: goalId,
		scope: z.enum(GOAL_SCOPES, 'Choose whose goal it is.'),
		team: z
			.uuid('Choose the team it is for.')
			.transform((id) => id as TeamId)
			.optional(),
		title: line.default(''),
		why: line.default(''),
		metric: z.string('Choose what it counts.').max(80),
		target: z.string('Enter how much, like 40.').trim().max(40, 'Enter a smaller number.'),
		startsOn: day.default(''),
		endsOn: day.default(''),
		supports: goalId.optional()
	})
	.transform(({ key, metric, startsOn, endsOn, team, supports, ...rest }) => ({
		...rest,
		id: key,
		...(metric === TAPS ? {} : { metric }),
		...(startsOn ? { startsOn } : {}),
		...(endsOn ? { endsOn } : {}),
		...(team ? { team } : {}),
		...(supports ? { supports } : {})
	}));

export const editGoalForm = z.object({
	title: line.default(''),
	why: line.default(''),
	target: z.string('Enter how much, like 40.').trim().max(40, 'Enter a smaller number.'),
	endsOn: z.string('Choose the day it ends on.').max(10),
	supports: goalId.optional().transform((id) => id ?? null)
});

export const checkInForm = z
	.object({
		goal: goalId,
		amount: z.enum(['1', '-1']).transform((text) => (text === '1' ? 1 : -1)),
		note: line.optional(),
		requestId: z.uuid()
	})
	.transform(({ goal, note, ...rest }) => ({ goalId: goal, ...rest, ...(note ? { note } : {}) }));
