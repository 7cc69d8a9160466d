import { error, redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { addPerson, listTeams, newPersonForm } from '#lib/identity/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'people.manage' })) error(403, 'Only an admin adds people by hand.');
	const teams = await listTeams(locals.app.context.db, actor.orgId);
	return { teams: teams.map(({ id, name }) => ({ value: id as string, label: name })) };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(request, newPersonForm);
		if (!form.ok) return refusal(form.problem);
		const added = await addPerson(locals.app.context, memberOf(locals), form.value);
		if (!added.ok) return refusal(added.problem);
		redirect(303, `/settings/people/${added.value.id}`);
	}
};
