import { z } from 'zod';
import type { Id } from '#lib/platform/ids.ts';
import { LONGEST_TALK } from '../talking-point.ts';

const sentence = z
	.string()
	.trim()
	.max(LONGEST_TALK, `Keep it to ${LONGEST_TALK} characters: the rest is for the talk.`);
const point = z.uuid('Choose it from the list.').transform((id) => id as Id<'talking-point'>);

/** Something to talk about in one's own words. */
export const raiseForm = z.object({
	sentence: sentence.min(1, 'Say in a sentence what you want to talk about.'),
	requestId: z.uuid()
});

export const doneForm = z.object({ point, outcome: sentence.default('') });

export const takeBackPointForm = z.object({ point });
