import { error, redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import {
	groupForm,
	groupIdOf,
	groupMembersForm,
	listPeople,
	readGroup,
	renameGroup,
	setGroupMembers
} from '#lib/identity/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const GONE = 'This group is not here. Look on the list of groups.';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'groups.manage' })) error(403, 'Groups are kept by managers and admins.');
	const { db } = locals.app.context;
	const id = groupIdOf(params.group);
	const group = id && (await readGroup(db, actor.orgId, id));
	if (!group) error(404, GONE);
	const people = await listPeople(db, actor.orgId, (await parent()).today);
	return {
		group,
		people: people.map(({ id, name, colour, teamName }) => ({ id, name, colour, teamName }))
	};
};

export const actions: Actions = {
	rename: async ({ locals, params, request }) => {
		const id = groupIdOf(params.group);
		if (!id) error(404, GONE);
		const form = await readForm(request, groupForm);
		if (!form.ok) return refusal(form.problem);
		const done = await renameGroup(locals.app.context, memberOf(locals), id, form.value.name);
		return done.ok ? { renamed: true } : refusal(done.problem);
	},
	people: async ({ locals, params, request }) => {
		const id = groupIdOf(params.group);
		if (!id) error(404, GONE);
		const form = await readForm(request, groupMembersForm);
		if (!form.ok) return refusal(form.problem);
		const done = await setGroupMembers(locals.app.context, memberOf(locals), id, form.value.member);
		if (!done.ok) return refusal(done.problem);
		redirect(303, '/settings/groups');
	}
};
