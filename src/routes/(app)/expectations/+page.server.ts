import { redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { listCards } from '#lib/expectations/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('winbell:expectations');
	const { context } = locals.app;
	const actor = memberOf(locals);
	if (!may(actor, { may: 'expectations.see' }))
		redirect(303, `/members/${actor.memberId}/expectations`);
	return {
		teams: await listCards(context, actor),
		readAt: context.clock.now().toISOString()
	};
};
