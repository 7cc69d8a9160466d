import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { readChangeCursor } from '#lib/metrics/questions/change.ts';
import { openChanges } from '#lib/metrics/questions/server/index.ts';
import type { PageServerLoad } from './$types';

/** The rules are everybody's, and so is who changed them. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'standings.read' })) error(403, 'These rules are not for you.');
	const cursor = readChangeCursor(url.searchParams);
	const { context } = locals.app;
	return {
		...(await openChanges(context, actor, cursor)),
		first: cursor === null,
		readAt: context.clock.now().toISOString()
	};
};
