import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import { openOverview } from '#lib/profiles/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const params = url.searchParams;
	const result = await openOverview(locals.app.context, memberOf(locals), {
		team: params.get('team') ?? undefined,
		page: Number(params.get('page')),
		spreadPage: Number(params.get('people'))
	});
	if (!result.ok) error(STATUS[result.problem.kind], result.problem.detail);
	return { overview: result.value, readAt: locals.app.context.clock.now().toISOString() };
};
