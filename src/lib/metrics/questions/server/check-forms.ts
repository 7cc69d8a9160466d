import { z } from 'zod';
import { isId, type Id } from '#lib/platform/ids.ts';

const id = <Kind extends string>() =>
	z.custom<Id<Kind>>((value) => typeof value === 'string' && isId(value), 'Reload the page.');

const WHAT = 'Say in a sentence what is wrong with it.';
const WHY = 'Say why in a few words; everybody who sees the entry reads it.';
const LONG = 'Keep it under 300 letters.';

export const askForm = z.object({
	entry: id<'activity'>(),
	sentence: z.string(WHAT).trim().min(3, WHAT).max(300, LONG)
});

export const answerForm = z.object({
	question: id<'question'>(),
	answer: z.enum(['reversed', 'kept'], 'Choose one of the two.'),
	reason: z.string(WHY).trim().min(3, WHY).max(300, LONG)
});

export const lookForm = z.object({ flag: id<'flag'>() });
