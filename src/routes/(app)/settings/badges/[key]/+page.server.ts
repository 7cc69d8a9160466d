import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { previewBadge, sendBadge } from '#lib/app/server/badge-actions.ts';
import { memberOf } from '#lib/app/server/identify.ts';
import { archiveBadge, editBadge, openBadges } from '#lib/badges/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'badges.design' }))
		error(403, 'Badges are designed by admins. Ask one of yours.');
	const { badges, ...known } = await openBadges(locals.app.context.db, actor.orgId);
	const badge = badges.find(({ key }) => key === params.key);
	if (!badge) error(404, 'There is no such badge. Look at the list of badges.');
	return { badge, ...known, isMade: url.searchParams.has('made') };
};

export const actions: Actions = {
	preview: previewBadge,
	save: async (event) => {
		const sent = await sendBadge(event, (actor, design) =>
			editBadge(event.locals.app.context, actor, event.params.key, design)
		);
		return sent.ok ? { saved: sent.value } : sent.failure;
	},
	archive: (event) => put(event, true),
	restore: (event) => put(event, false)
};

async function put({ locals, params }: RequestEvent, isArchived: boolean) {
	const actor = memberOf(locals);
	const done = await archiveBadge(locals.app.context, actor, params.key!, isArchived);
	if (!done.ok) return fail(STATUS[done.problem.kind], { detail: done.problem.detail });
	redirect(303, '/settings/badges');
}
