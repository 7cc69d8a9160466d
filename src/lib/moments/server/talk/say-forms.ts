import { z } from 'zod';
import { isId, type Id } from '#lib/platform/ids.ts';
import { CHEER_KINDS, type CheerKind } from '../../moment.ts';

const RELOAD = 'Reload the page.';
const WORDS = 'Write a few words first.';

const id = <Kind extends string>() =>
	z.custom<Id<Kind>>((value) => typeof value === 'string' && isId(value), RELOAD);
// How long they may be is counted where they are kept; this only keeps a flood out.
const words = z.string(WORDS).max(10_000, 'Keep it under 400 characters. The best ones are short.');
const requestId = z.uuid(RELOAD);

export const commentForm = z.object({ words, requestId });

export const coachForm = z.object({
	words,
	requestId,
	cheer: z.enum(CHEER_KINDS, 'Tap one of the cheers, or none.').nullish().default(null)
});

export const takeBackForm = z.object({ comment: id<'comment'>() });

/** A cheer's button as a form sends it without a script: `bell on`, `nice off`. */
export const cheerForm = z.object({
	cheer: z
		.string(RELOAD)
		.regex(new RegExp(`^(${CHEER_KINDS.join('|')}) (on|off)$`), RELOAD)
		.transform((sent) => {
			const [kind, on] = sent.split(' ');
			return { kind: kind as CheerKind, on: on === 'on' };
		}),
	/** Where the button stood. */
	back: z.enum(['feed', 'page'], RELOAD)
});
