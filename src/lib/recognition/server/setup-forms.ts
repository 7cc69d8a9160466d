import { z } from 'zod';
import { minuteOf } from '#lib/platform/day-minutes.ts';
import type { ValueId } from '#lib/platform/ids.ts';
import { many } from '#lib/platform/server/form.ts';

const NAME = 'Give it a name of one to three words.';
const BUDGET = 'Choose a number from 0 to 20.';
const TIME = 'Write the time as 09:30.';

const id = z.uuid('Choose a value.').transform((text) => text as ValueId);
const plain = (words: string) =>
	z
		.string(words)
		.trim()
		.regex(/^\P{Cc}*$/u, 'This has a character that nobody can read. Type it anew.');

export const valueForm = z.object({
	name: plain(NAME).min(1, NAME).max(40, 'Keep the name under 40 characters.'),
	meaning: plain('Say what it means.').max(160, 'Say it in at most 160 characters.').default('')
});

export const oneValueForm = z.object({ id });
export const changeValueForm = valueForm.extend({ id });
export const moveValueForm = z.object({ id, to: z.enum(['up', 'down'], 'Move it up or down.') });

export const rulesForm = z.object({
	badgesAWeek: z.coerce.number(BUDGET).int(BUDGET).min(0, BUDGET).max(20, BUDGET),
	huddleDays: many(z.coerce.number().int().min(1).max(7)),
	huddleAt: z.string(TIME).transform((time, check) => {
		const minute = minuteOf(time);
		if (minute !== undefined) return minute;
		check.addIssue({ code: 'custom', message: TIME });
		return z.NEVER;
	})
});
