import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import {
	calendarForm,
	editOrganization,
	organizationForm,
	readOrganization,
	setWorkdays,
	workdaysForm
} from '#lib/identity/server/index.ts';
import { changeCalendar } from '#lib/metrics/closings/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'organization.edit' })) error(403, 'This page is for admins.');
	const organization = await readOrganization(locals.app.context.db, actor.orgId);
	const { name, slug, timeZone, currency, weekStart, fiscalStart, workdays } = organization;
	const settings = { name, slug, timeZone, currency, weekStart, fiscalStart, workdays };
	return { settings };
};

export const actions: Actions = {
	name: async ({ request, locals }) => {
		const form = await readForm(request, organizationForm);
		if (!form.ok) return refusal(form.problem);
		const edited = await editOrganization(locals.app.context, memberOf(locals), form.value);
		return edited.ok ? { saved: 'name' as const } : refusal(edited.problem);
	},
	workdays: async ({ request, locals }) => {
		const form = await readForm(request, workdaysForm);
		if (!form.ok) return refusal(form.problem);
		const days = form.value.workdays.map(Number);
		const set = await setWorkdays(locals.app.context, memberOf(locals), days);
		return set.ok ? { saved: 'workdays' as const } : refusal(set.problem);
	},
	calendar: async ({ request, locals }) => {
		const form = await readForm(request, calendarForm);
		if (!form.ok) return refusal(form.problem);
		const changed = await changeCalendar(locals.app.context, memberOf(locals), form.value);
		return changed.ok ? { saved: 'calendar' as const } : refusal(changed.problem);
	}
};
