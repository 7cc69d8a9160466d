import { error, redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { createMetric, listMetrics, newMetricForm } from '#lib/metrics/server/index.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { orgId } = admin(locals);
	const { db, clock } = locals.app.context;
	const { timeZone } = await readOrganization(db, orgId);
	const metrics = await listMetrics(db, orgId, dayIn(timeZone, clock.now()));
	return { others: metrics.map(({ id, name }) => ({ id, name })) };
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { orgId, memberId } = admin(locals);
		const { currency } = await readOrganization(locals.app.context.db, orgId);
		const form = await readForm(request, newMetricForm(currency));
		if (!form.ok) return refusal(form.problem);
		const created = await createMetric(locals.app.context, orgId, form.value, memberId);
		if (!created.ok) return refusal(created.problem);
		redirect(303, '/settings/metrics');
	}
};

function admin(locals: App.Locals) {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'metrics.edit' }))
		error(403, 'Metrics are made by admins. Ask one of yours.');
	return actor;
}
