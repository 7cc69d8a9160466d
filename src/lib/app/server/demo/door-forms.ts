import { z } from 'zod';

export const partForm = z.object({ member: z.string('Choose who you want to be.').max(40) });

export const speedForm = z.object({
	speed: z.coerce
		.number('Choose how fast.')
		.min(1, 'Choose how fast.')
		.max(600, 'That is faster than anybody can watch.')
});
