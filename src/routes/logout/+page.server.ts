import { redirect } from '@sveltejs/kit';
import { dropSession, signOut, signOutEverywhere } from '#lib/identity/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
	here: async ({ locals, cookies }) => {
		if (locals.actor?.kind === 'member') await signOut(locals.app.context, locals.actor);
		dropSession(cookies);
		redirect(303, '/login');
	},
	everywhere: async ({ locals, cookies }) => {
		const { actor } = locals;
		if (actor?.kind === 'member')
			await signOutEverywhere(locals.app.context, actor.orgId, actor.memberId);
		dropSession(cookies);
		redirect(303, '/login');
	}
};
