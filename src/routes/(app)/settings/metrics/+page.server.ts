import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import { addDays } from '#lib/platform/period.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { PageServerLoad } from './$types';

/** Everybody may read how points are made; admins change it. */
export const load: PageServerLoad = async ({ locals }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'standings.read' })) error(403, 'These metrics are not for you.');
	const { db, clock } = locals.app.context;
	const { timeZone } = await readOrganization(db, actor.orgId);
	const today = dayIn(timeZone, clock.now());
	return {
		metrics: await listMetrics(db, actor.orgId, today),
		newest: await listMetrics(db, actor.orgId, addDays(today, 1)),
		mayEdit: may(actor, { may: 'metrics.edit' })
	};
};
