import { error, redirect } from '@sveltejs/kit';
import { previewBadge, sendBadge } from '#lib/app/server/badge-actions.ts';
import { memberOf } from '#lib/app/server/identify.ts';
import { createBadge, openBadges } from '#lib/badges/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'badges.design' }))
		error(403, 'Badges are designed by admins. Ask one of yours.');
	const { metrics, currency } = await openBadges(locals.app.context.db, actor.orgId);
	return { metrics, currency };
};

export const actions: Actions = {
	preview: previewBadge,
	save: async (event) => {
		const sent = await sendBadge(event, (actor, design) =>
			createBadge(event.locals.app.context, actor, design)
		);
		if (!sent.ok) return sent.failure;
		redirect(303, `/settings/badges/${sent.value.key}?made`);
	}
};
