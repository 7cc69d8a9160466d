import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { listUnresolved } from '#lib/metrics/activity/server/index.ts';
import { whyNot } from '#lib/metrics/activity/why-not.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { orgId } = admin(locals);
	return { waiting: await listUnresolved(locals.app.context.db, orgId) };
};

export const actions: Actions = {
	count: async ({ locals }) => {
		const { orgId } = admin(locals);
		const { counted, rejected } = await locals.app.ledger.recordWaiting(orgId);
		return { counted, whyNot: whyNot(rejected) };
	}
};

function admin(locals: App.Locals) {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'people.manage' }))
		error(403, 'Admins look after what is waiting. Ask one of yours.');
	return actor;
}
