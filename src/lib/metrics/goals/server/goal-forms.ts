import { z } from 'zod';
import type { GoalId, MemberId, TeamId } from '#lib/platform/ids.ts';
import { PERIOD_KINDS } from '#lib/platform/period.ts';
import { many } from '#lib/platform/server/form.ts';
import { SUPPORTERS, TAPS } from '../form/goal-input.ts';
import { PARTS } from '../form/opened-with.ts';
import { GOAL_SCOPES, type GoalMeasure } from '../goal.ts';
import type { GoalHelpId } from '../page/help.ts';

const goalId = z.uuid('Choose a goal from the list.').transform((id) => id as GoalId);
const memberId = z.uuid('Choose somebody from the list.').transform((id) => id as MemberId);
const line = z.string().trim().max(400, 'Keep it shorter.');
const day = z.string().trim().max(10);
const figure = z.string().trim().max(40, 'Enter a smaller number.');
/** A box to tick beside a hidden field that says that the form had it. */
const ticked = z.preprocess((value) => value !== undefined, z.boolean());

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
		segment: line.optional(),
		atLeast: figure.optional(),
		start: figure.optional(),
		target: z.string('Enter how much, like 40.').trim().max(40, 'Enter a smaller number.'),
		second: figure.optional(),
		third: figure.optional(),
		from: figure.optional(),
		to: figure.optional(),
		period: z.enum([...PERIOD_KINDS, 'dates']).default('dates'),
		startsOn: day.default(''),
		endsOn: day.default(''),
		supports: goalId.optional(),
		owner: memberId.optional(),
		people: many(memberId),
		joining: z.string().optional(),
		isOpen: ticked
	})
	.transform(({ key, metric, period, startsOn, endsOn, ...form }) => {
		const { second, third, from, to, joining, isOpen, ...rest } = form;
		const dates = {
			...(startsOn ? { startsOn } : {}),
			...(endsOn ? { endsOn } : {})
		};
		return {
			...rest,
			id: key,
			...measureOf(metric),
			...(period === 'dates' ? dates : { period }),
			further: [second, third].map((step) => step ?? ''),
			commit: { from, to },
			// A form without the box leaves it as it usually is.
			isOpen: joining ? isOpen : true
		};
	});

/** What the form was opened with travels with it, so that it overwrites nobody's change unseen. */
const openedForm = z
	.string()
	.max(4000)
	.transform((text, context) => {
		try {
			return JSON.parse(text) as unknown;
		} catch {
			context.addIssue('Reload this page and change the goal again.');
			return z.NEVER;
		}
	})
	.pipe(z.record(z.enum(PARTS), z.string()));

export const editGoalForm = z
	.object({
		was: openedForm.optional(),
		title: line.default(''),
		why: line.default(''),
		target: z.string('Enter how much, like 40.').trim().max(40, 'Enter a smaller number.'),
		steps: z.string().optional(),
		second: figure.optional(),
		third: figure.optional(),
		bounds: z.string().optional(),
		from: figure.optional(),
		to: figure.optional(),
		endsOn: z.string('Choose the day it ends on.').max(10),
		supports: goalId.optional().transform((id) => id ?? null),
		owner: memberId.optional(),
		joining: z.string().optional(),
		isOpen: ticked
	})
	// What the form did not show stays as it is.
	.transform(({ was, steps, second, third, bounds, from, to, joining, isOpen, ...form }) => ({
		...form,
		...(was ? { was } : {}),
		...(steps ? { further: [second, third].map((step) => step ?? '') } : {}),
		...(bounds ? { commit: { from, to } } : {}),
		...(joining ? { isOpen } : {})
	}));

export const checkInForm = z
	.object({
		goal: goalId,
		amount: z.enum(['1', '-1']).transform((text) => (text === '1' ? 1 : -1)),
		note: line.optional(),
		requestId: z.uuid()
	})
	.transform(({ goal, note, ...rest }) => ({ goalId: goal, ...rest, ...(note ? { note } : {}) }));

export const declineGoalForm = z.object({ why: line.default('') });

/** A goal is closed with a sentence; a proposal that is taken back needs none. */
export const closeGoalForm = z
	.object({ learned: line.default(''), back: z.string().optional() })
	.refine(({ learned, back }) => learned || back, {
		path: ['learned'],
		error: 'Say in a sentence what was learned.'
	});

export const askForHelpForm = z.object({ to: memberId, sentence: line.default('') });

export const handOverForm = z.object({ to: memberId });

export const takeOverForm = z.object({
	answer: z.enum(['yes', 'not-now'], 'Say yes, or not now.')
});

export const answerHelpForm = z.object({
	help: z.uuid('Choose the question to answer.').transform((id) => id as GoalHelpId),
	answer: z.enum(['yes', 'not-now'], 'Say yes, or not now.')
});

export const finishHelpForm = answerHelpForm.pick({ help: true });

function measureOf(metric: string): { measure: GoalMeasure; metric?: string } {
	if (metric === TAPS) return { measure: 'check-in' };
	return metric === SUPPORTERS ? { measure: 'goals' } : { measure: 'metric', metric };
}
