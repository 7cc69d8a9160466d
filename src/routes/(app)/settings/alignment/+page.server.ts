import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { openUnservedPage, unservedActions } from '#lib/app/server/unserved-page.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'alignment.tend' }))
		error(
			403,
			'This page is for who leads a team. What of your work feeds no goal is under Goals.'
		);
	const search = url.searchParams.get('search')?.slice(0, 80) ?? '';
	return openUnservedPage(locals.app.context, actor, search);
};

export const actions: Actions = unservedActions;
