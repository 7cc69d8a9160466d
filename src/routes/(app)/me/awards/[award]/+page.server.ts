import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { publicBase } from '#lib/app/server/visit.ts';
import { ownAward, share, stopSharing } from '#lib/credentials/server/index.ts';
import { refusal } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { context, origin } = locals.app;
	const award = await ownAward(context.db, memberOf(locals), params.award);
	if (!award.ok) error(STATUS[award.problem.kind], award.problem.detail);
	return { award: award.value, base: publicBase(locals, url), isReachable: origin !== undefined };
};

export const actions: Actions = {
	share: async ({ locals, params, url }) => {
		const base = publicBase(locals, url);
		const shared = await share(locals.app.context, memberOf(locals), params.award, base);
		return shared.ok ? { shared: true } : refusal(shared.problem);
	},
	stop: async ({ locals, params }) => {
		const stopped = await stopSharing(locals.app.context, memberOf(locals), params.award);
		return stopped.ok ? { stopped: true } : refusal(stopped.problem);
	}
};
