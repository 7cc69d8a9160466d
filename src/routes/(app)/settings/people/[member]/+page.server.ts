import { error, redirect } from '@sveltejs/kit';
import { readLeavingOf } from '#lib/app/server/leaving.ts';
import { memberOf } from '#lib/app/server/identify.ts';
import {
	changeRole,
	correctPerson,
	invite,
	leave,
	listTeams,
	memberIdOf,
	personForm,
	placeForm,
	placePerson,
	readPerson,
	roleForm
} from '#lib/identity/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import { lanOrigin } from '#lib/platform/server/lan-origin.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const GONE = 'This person is not here. Look on the list of people.';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	const actor = memberOf(locals);
	const { db } = locals.app.context;
	const { today } = await parent();
	const person = await readPerson(db, actor.orgId, idOf(params), today);
	if (!person) error(404, GONE);
	const { id, name, email, reference, role, colour, teamId, teamName, hasSignIn } = person;
	const mayManage = may(actor, { may: 'people.manage' });
	if (!may(actor, { may: 'people.invite', team: teamId, role }))
		error(403, 'You can open the people of the teams you manage.');
	const teams = mayManage ? await listTeams(db, actor.orgId) : [];
	return {
		person: { id, name, email, reference, role, colour, teamId, teamName, hasSignIn },
		teams: teams.map(({ id, name }) => ({ value: id as string, label: name })),
		mayManage,
		leaving:
			mayManage && id !== actor.memberId
				? await readLeavingOf(locals.app.context, actor.orgId, id, today)
				: null
	};
};

export const actions: Actions = {
	correct: async ({ request, locals, params }) => {
		const form = await readForm(request, personForm);
		if (!form.ok) return refusal(form.problem, form.typed);
		const { context } = locals.app;
		const done = await correctPerson(context, memberOf(locals), idOf(params), form.value);
		return done.ok ? { said: 'Saved.' } : refusal(done.problem, form.typed);
	},
	role: async ({ request, locals, params }) => {
		const form = await readForm(request, roleForm);
		if (!form.ok) return refusal(form.problem, form.typed);
		const { context } = locals.app;
		const done = await changeRole(context, memberOf(locals), idOf(params), form.value.role);
		return done.ok ? { said: 'The role is changed.' } : refusal(done.problem, form.typed);
	},
	place: async ({ request, locals, params }) => {
		const form = await readForm(request, placeForm);
		if (!form.ok) return refusal(form.problem, form.typed);
		const move = { ...form.value, member: idOf(params) };
		const done = await placePerson(locals.app.context, memberOf(locals), move);
		return done.ok ? { said: 'The team is changed.' } : refusal(done.problem, form.typed);
	},
	link: async ({ locals, params, url }) => {
		const command = { member: idOf(params) };
		const made = await invite(locals.app.context, memberOf(locals), command);
		if (!made.ok) return refusal(made.problem);
		return { link: `${lanOrigin(url)}/join/${made.value.code}` };
	},
	leave: async ({ locals, params }) => {
		const done = await leave(locals.app.context, memberOf(locals), idOf(params));
		if (!done.ok) return refusal(done.problem);
		redirect(303, '/settings/people');
	}
};

function idOf(params: { member: string }) {
	return memberIdOf(params.member) ?? error(404, GONE);
}
