import { z } from 'zod';
import { minuteOf } from '#lib/platform/day-minutes.ts';
import type { DisplayId, TeamId } from '#lib/platform/ids.ts';

const id = z.uuid('This TV is not one of yours.').transform((text) => text as DisplayId);
const name = z
	.string('Give the TV a name, such as the room it hangs in.')
	.trim()
	.min(1, 'Give the TV a name, such as the room it hangs in.')
	.max(60, 'Keep the name under 60 characters.');
const team = z
	.uuid('Choose a team from the list.')
	.optional()
	.transform((text) => (text ?? null) as TeamId | null);

const time = z
	.string()
	.default('00:00')
	.transform((clock, context) => {
		const minute = minuteOf(clock);
		if (minute === undefined) context.addIssue({ code: 'custom', message: 'Choose a time.' });
		return minute ?? 0;
	});

export const pairForm = z.object({
	code: z.string('Enter the six letters that the TV shows.').max(20, 'The code has six letters.'),
	name,
	team
});

export const changeForm = z.object({
	id,
	name,
	team,
	volume: z.coerce.number('Choose a volume.').int().min(0).max(100),
	hoursFrom: time,
	hoursUntil: time
});

export const revokeForm = z.object({ id });
