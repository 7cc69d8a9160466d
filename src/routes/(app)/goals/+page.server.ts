import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import type { GoalsState } from '#lib/metrics/goals/goal.ts';
import { checkIn, checkInForm, openGoals } from '#lib/metrics/goals/server/index.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends, url }) => {
	depends('winbell:goals');
	const actor = memberOf(locals);
	if (!may(actor, { may: 'goals.read' })) error(403, 'These goals are not for you.');
	return {
		...(await openGoals(locals.app.context, actor)),
		goals: await locals.app.snapshot<GoalsState>(actor.orgId, 'goals'),
		of: url.searchParams.get('of')
	};
};

export const actions: Actions = {
	tap: async ({ locals, request }) => {
		const form = await readForm(request, checkInForm);
		if (!form.ok) return refusal(form.problem);
		const tapped = await checkIn(locals.app.context, memberOf(locals), form.value);
		if (!tapped.ok) return refusal(tapped.problem);
		return { value: String(tapped.value.value) };
	}
};
