import { z } from 'zod';
import { many } from '#lib/platform/server/form.ts';
import type {
	ActivityId,
	BadgeId,
	GoalId,
	MemberId,
	MomentId,
	RecognitionId,
	ValueId
} from '#lib/platform/ids.ts';

const ticked = z
	.literal('on')
	.optional()
	.transform((on) => on === 'on');
const id = <Id extends string>(words: string) => z.uuid(words).transform((text) => text as Id);
const words = z
	.string('Say what happened, in a sentence.')
	.trim()
	.min(1, 'Say what happened, in a sentence.')
	.max(1000, 'Say it in fewer words.');
const value = id<ValueId>('Choose what they showed.');

export const recogniseForm = z
	.object({
		to: many(id<MemberId>('Choose who you want to recognise.')).refine(
			(to) => to.length > 0,
			'Choose who you want to recognise.'
		),
		valueId: value,
		badgeId: id<BadgeId>('Choose a badge, or none.').optional(),
		goalId: id<GoalId>('Choose a goal, or none.').optional(),
		moment: id<MomentId>('Open the moment again and start from there.').optional(),
		activity: id<ActivityId>('Open the entry again and start from there.').optional(),
		sentence: words,
		inFeed: ticked,
		onTv: ticked,
		only: ticked,
		when: z.enum(['soon', 'huddle'], 'Choose when it is said.').default('soon'),
		rare: ticked,
		requestId: z.uuid('Open a new form and send it again.')
	})
	.transform(({ only, inFeed, onTv, rare, moment, activity, ...form }) => ({
		...form,
		momentId: moment ?? null,
		activityId: activity ?? null,
		inFeed: inFeed && !only,
		onTv: onTv && !only,
		stillRare: rare
	}));

/** The words that a button is about. */
export const ownWordsForm = z.object({
	id: id<RecognitionId>('Choose which words you mean.')
});

export const editWordsForm = z.object({ valueId: value, sentence: words });
