import { z } from 'zod';
import { isId, type Id } from '#lib/platform/ids.ts';
import { ANSWERS } from '../programme.ts';

const LONGEST = 280;

const round = z
	.string('Tap an answer of the list.')
	.refine(isId, 'Tap an answer of the list.')
	.transform((id) => id as Id<'programme-round'>);

const sentence = z.string().max(LONGEST, `Keep it to ${LONGEST} letters.`);

/** One tap, and a sentence for who wants to say more. */
export const answerForm = z.object({
	round,
	answer: z.enum(ANSWERS, 'Tap one of the answers.'),
	sentence: sentence.optional()
});

export const keepForm = z.object({
	round,
	why: sentence.trim().min(1, 'Say in a sentence why it stays: those who answered read it.')
});
