import { z } from 'zod';
import { LARGEST, SEASON_KINDS, SMALLEST } from '../league.ts';

const SIZE = `A league has ${SMALLEST} to ${LARGEST} people. Choose a number between them.`;

export const leagueForm = z.object({
	plays: z
		.enum(['on', 'off'], 'Say whether you play.')
		.default('off')
		.transform((word) => word === 'on'),
	metric: z.string('Choose what counts.').max(60, 'Choose one from the list.'),
	season: z.enum(SEASON_KINDS, 'Choose how long a season lasts.'),
	size: z.coerce.number(SIZE).int(SIZE).min(SMALLEST, SIZE).max(LARGEST, SIZE)
});
