import { error, redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { addGroup, groupForm, listGroups } from '#lib/identity/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'groups.manage' })) error(403, 'Groups are kept by managers and admins.');
	return { groups: await listGroups(locals.app.context.db, actor.orgId) };
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await readForm(request, groupForm);
		if (!form.ok) return refusal(form.problem);
		const made = await addGroup(locals.app.context, memberOf(locals), form.value);
		if (!made.ok) return refusal(made.problem);
		redirect(303, `/settings/groups/${made.value.id}`);
	}
};
