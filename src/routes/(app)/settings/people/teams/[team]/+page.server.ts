import { error, redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import {
	listPeople,
	listTeams,
	managersForm,
	nameManagers,
	teamIdOf
} from '#lib/identity/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const GONE = 'This team is not here. Look on the list of people and teams.';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'people.manage' })) error(403, 'Only an admin says who manages a team.');
	const { db } = locals.app.context;
	const team = (await listTeams(db, actor.orgId)).find(({ id }) => id === params.team);
	if (!team) error(404, GONE);
	const people = await listPeople(db, actor.orgId, (await parent()).today);
	return {
		name: team.name,
		people: people.map(({ id, name, role, teamName }) => ({
			id,
			name,
			role,
			teamName,
			manages: team.managerIds.includes(id)
		}))
	};
};

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const team = teamIdOf(params.team);
		if (!team) error(404, GONE);
		const form = await readForm(request, managersForm);
		if (!form.ok) return refusal(form.problem);
		const { managers } = form.value;
		const named = await nameManagers(locals.app.context, memberOf(locals), team, managers);
		if (!named.ok) return refusal(named.problem);
		redirect(303, '/settings/people');
	}
};
