import { redirect } from '@sveltejs/kit';
import { DISPLAY_COOKIE, keepDisplay, openWall } from '#lib/displays/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, cookies, url }) => {
	const { actor, app } = locals;
	if (actor?.kind !== 'display' || !may(actor, { may: 'display.show', display: params.display }))
		redirect(303, '/tv');
	keepDisplay(cookies, url, cookies.get(DISPLAY_COOKIE)!);
	return openWall(app, actor);
};
