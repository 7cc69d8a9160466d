import { error } from '@sveltejs/kit';
import { alignmentActions, openAlignmentPage } from '#lib/app/server/alignment-page.ts';
import { memberOf } from '#lib/app/server/identify.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends, url }) => {
	depends('winbell:alignment');
	const opened = await openAlignmentPage(locals.app.context, memberOf(locals), url);
	if (!opened.ok) error(STATUS[opened.problem.kind], opened.problem.detail);
	return opened.value;
};

export const actions: Actions = alignmentActions;
