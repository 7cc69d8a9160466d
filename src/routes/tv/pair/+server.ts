import { json } from '@sveltejs/kit';
import { DISPLAY_COOKIE, keepDisplay, startPairing } from '#lib/displays/server/index.ts';
import type { RequestHandler } from './$types';

/** What the waiting TV asks every two seconds: which code to show, and whether it is paired. */
export const GET: RequestHandler = async ({ locals, cookies, url, getClientAddress }) => {
	const { actor, app } = locals;
	if (actor?.kind === 'display') return json({ display: actor.displayId });
	const pairing = await startPairing(app.context, cookies.get(DISPLAY_COOKIE), getClientAddress());
	if (!pairing.ok) return json({ code: null });
	keepDisplay(cookies, url, pairing.value.token);
	return json({ code: pairing.value.code });
};
