import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { openTalk, talkActions } from '#lib/app/server/one-to-one.ts';
import { isId, type MemberId } from '#lib/platform/ids.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('winbell:talks');
	if (!isId(params.member)) error(404, 'Nobody of this organization has this page.');
	const { context } = locals.app;
	const opened = await openTalk(context, memberOf(locals), params.member as MemberId);
	if (!opened.ok) error(STATUS[opened.problem.kind], opened.problem.detail);
	return opened.value;
};

export const actions: Actions = talkActions;
