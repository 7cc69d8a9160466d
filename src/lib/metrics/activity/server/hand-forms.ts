import { z } from 'zod';
import { isDay } from '#lib/platform/period.ts';
import { isId, type Id } from '#lib/platform/ids.ts';
import { LONGEST_SEGMENT } from '../segment.ts';

const id = <Kind extends string>() =>
	z.custom<Id<Kind>>((value) => typeof value === 'string' && isId(value), 'Reload the page.');

export const byHandForm = z.object({
	memberId: id<'member'>(),
	key: id<'activity'>(),
	openedAt: z.iso.datetime('Reload the page.'),
	metric: z.string('Choose what it was.').max(80, 'Choose what it was.'),
	value: z.string('Say how much it was.').trim().max(40, 'Use a plain number.'),
	day: z.string('Choose the day it happened.').refine(isDay, 'Choose the day it happened.'),
	sure: z.string().max(10).optional(),
	note: z.string().trim().max(300, 'Keep the note under 300 letters.').optional(),
	segment: z
		.string()
		.trim()
		.max(LONGEST_SEGMENT, `Keep it under ${LONGEST_SEGMENT} letters.`)
		.optional()
});

const WHY = 'Say why in a few words; the person will read it.';

export const takeBackForm = z.object({
	id: id<'activity'>(),
	reason: z.string(WHY).trim().min(3, WHY).max(300, 'Keep it under 300 letters.')
});

export const takeBackOwnForm = z.object({ id: takeBackForm.shape.id });

const COUNT_AGAIN = 'Say why it counts after all.';

export const countAgainForm = z.object({
	id: id<'activity'>(),
	reason: z.string(COUNT_AGAIN).trim().min(3, COUNT_AGAIN).max(300, 'Keep it under 300 letters.')
});

export const correctForm = z.object({
	...takeBackForm.shape,
	memberId: id<'member'>(),
	metric: byHandForm.shape.metric,
	value: byHandForm.shape.value,
	day: byHandForm.shape.day
});
