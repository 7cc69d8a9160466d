import { z } from 'zod';
import { DISPLAY_COOKIE } from '#lib/displays/server/index.ts';

export const partForm = z.object({ member: z.string('Choose who you want to be.').max(40) });

export const speedForm = z.object({
	speed: z.coerce
		.number('Choose how fast.')
		.min(1, 'Choose how fast.')
		.max(600, 'That is faster than anybody can watch.')
});

interface Jar {
	set(
		name: string,
		value: string,
		options: {
			path: string;
			httpOnly: boolean;
			sameSite: 'lax';
			secure: boolean;
			maxAge: number;
		}
	): void;
}

// Browsers cap at 400 days; a TV stays paired until somebody takes that back.
const MAX_AGE = 400 * 86_400;

export function keepTv(cookies: Jar, url: URL, token: string): void {
	cookies.set(DISPLAY_COOKIE, token, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: MAX_AGE
	});
}
