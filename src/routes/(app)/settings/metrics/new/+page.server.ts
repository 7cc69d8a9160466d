import { error, redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { createMetric, listMetrics, newMetricForm } from '#lib/metrics/server/index.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const EVER_AFTER = '9999-12-31';

export const load: PageServerLoad = async ({ locals }) => {
	const { orgId } = admin(locals);
	const metrics = await listMetrics(locals.app.context.db, orgId, EVER_AFTER);
	return { others: metrics.map(({ id, name, unit }) => ({ id, name, unit })) };
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { orgId, memberId } = admin(locals);
		const { db } = locals.app.context;
		const { currency } = await readOrganization(db, orgId);
		const metrics = await listMetrics(db, orgId, EVER_AFTER);
		const form = await readForm(request, newMetricForm(currency, metrics));
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
