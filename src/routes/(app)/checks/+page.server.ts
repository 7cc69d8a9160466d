import { error } from '@sveltejs/kit';
import { checkActions } from '#lib/app/server/check-actions.ts';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { openChecks } from '#lib/metrics/questions/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('winbell:checks');
	const { context } = locals.app;
	const actor = memberOf(locals);
	if (!may(actor, { may: 'checks.see' }))
		error(403, 'This page is for who leads a team. What is about you stands on your own page.');
	return { ...(await openChecks(context, actor)), readAt: context.clock.now().toISOString() };
};

export const actions: Actions = checkActions;
