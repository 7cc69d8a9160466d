import { z } from 'zod';
import { minuteOf } from '#lib/platform/day-minutes.ts';
import { isDay } from '#lib/platform/period.ts';

const tick = z
	.literal('on')
	.optional()
	.transform((value) => value === 'on');
const time = z.string('Choose a time.').transform((clock, context) => {
	const minute = minuteOf(clock);
	if (minute === undefined) context.addIssue({ code: 'custom', message: 'Choose a time.' });
	return minute ?? 0;
});
const day = z.string('Choose a day.').refine(isDay, 'Choose a day.');

export const seenForm = z.object({ hideFromTv: tick, hideFromFeed: tick });

export const ringForm = z.object({
	quietFrom: time,
	quietUntil: time,
	isMuted: tick,
	volume: z.coerce.number('Choose a volume.').int('Choose a volume.').min(0).max(100)
});

/** Minutes that a call may take; 0 is back from it. */
export const callForm = z.object({ minutes: z.enum(['0', '15', '30', '60'], 'Choose how long.') });

export const daysOffForm = z.object({ startsOn: day, endsOn: day });
export const takeBackDaysForm = z.object({ startsOn: day });

const MISSING = 'Choose a file first.';

/** A file that somebody chose; what it is, is read from its bytes later. */
export const fileForm = z.object({
	file: z.instanceof(File, { error: MISSING }).refine(({ size }) => size > 0, MISSING)
});
