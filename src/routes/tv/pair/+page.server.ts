import { redirect } from '@sveltejs/kit';
import { DISPLAY_COOKIE, keepDisplay, startPairing } from '#lib/displays/server/index.ts';
import { lanOrigin } from '#lib/platform/server/lan-origin.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url, getClientAddress }) => {
	const { actor, app } = locals;
	if (actor?.kind === 'display') redirect(303, `/tv/${actor.displayId}`);
	const pairing = await startPairing(app.context, cookies.get(DISPLAY_COOKIE), getClientAddress());
	if (!pairing.ok) return { code: null, detail: pairing.problem.detail };
	const { token, code } = pairing.value;
	keepDisplay(cookies, url, token);
	const origin = lanOrigin(url);
	return {
		code,
		address: new URL(origin).host,
		confirm: `${origin}/settings/displays?code=${code}`
	};
};
