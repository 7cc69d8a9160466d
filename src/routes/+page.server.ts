import { redirect } from '@sveltejs/kit';
import { isEmpty } from '#lib/identity/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	if (locals.actor?.kind === 'member') redirect(303, '/standings');
	redirect(303, (await isEmpty(locals.app.context.db)) ? '/first-run' : '/login');
};
