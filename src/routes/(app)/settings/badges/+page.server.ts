import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { openBadges } from '#lib/badges/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'badges.design' }))
		error(403, 'Badges are designed by admins. Ask one of yours.');
	return openBadges(locals.app.context.db, actor.orgId);
};
