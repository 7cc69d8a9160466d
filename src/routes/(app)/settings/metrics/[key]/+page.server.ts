import { error, redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { editMetric } from '#lib/metrics/activity/server/index.ts';
import { archiveMetric, listMetrics, metricForm } from '#lib/metrics/server/index.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { metric, metrics } = await open(event);
	const others = metrics.filter(({ id }) => id !== metric.id);
	return { metric, others: others.map(({ id, name, unit }) => ({ id, name, unit })) };
};

export const actions: Actions = {
	save: async (event) => {
		const { actor, metric, metrics } = await open(event);
		const { context } = event.locals.app;
		const { currency } = await readOrganization(context.db, actor.orgId);
		const form = await readForm(event.request, metricForm(metric.unit, currency, metrics));
		if (!form.ok) return refusal(form.problem);
		const edited = await editMetric(context, actor.orgId, metric.key, form.value, actor.memberId);
		return edited.ok ? { saved: edited.value } : refusal(edited.problem);
	},
	archive: async (event) => {
		const { actor, metric } = await open(event);
		await archiveMetric(event.locals.app.context, actor.orgId, metric.id, actor.memberId);
		redirect(303, '/settings/metrics');
	}
};

/** The metric of the address by its newest rule, for an admin. */
async function open({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'metrics.edit' }))
		error(403, 'Metrics are changed by admins. Ask one of yours.');
	const metrics = await listMetrics(locals.app.context.db, actor.orgId, '9999-12-31');
	const metric = metrics.find(({ key }) => key === params.key);
	if (!metric) error(404, 'There is no such metric. It may have been put away.');
	return { actor, metric, metrics };
}
