import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import {
	backForm,
	comeBack,
	listLeft,
	listPeople,
	listTeams,
	startTeam,
	teamForm
} from '#lib/identity/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import { rosterOf } from '#lib/identity/roster.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'people.see' })) error(403, 'The list of people is for managers.');
	const { db } = locals.app.context;
	const manages = may(actor, { may: 'people.manage' });
	const [people, teams, left] = await Promise.all([
		listPeople(db, actor.orgId, (await parent()).today),
		listTeams(db, actor.orgId),
		manages ? listLeft(db, actor.orgId) : []
	]);
	const shown = teams.filter(({ id }) => manages || actor.manages.includes(id));
	return {
		roster: rosterOf(people, shown, manages),
		mayManage: manages,
		left: left.map(({ id, name, colour }) => ({ id, name, colour }))
	};
};

export const actions: Actions = {
	team: async ({ request, locals }) => {
		const form = await readForm(request, teamForm);
		if (!form.ok) return refusal(form.problem);
		const started = await startTeam(locals.app.context, memberOf(locals), form.value);
		return started.ok ? { started: started.value.name } : refusal(started.problem);
	},
	back: async ({ request, locals }) => {
		const form = await readForm(request, backForm);
		if (!form.ok) return refusal(form.problem);
		const back = await comeBack(locals.app.context, memberOf(locals), form.value.member);
		return back.ok ? { back: true } : refusal(back.problem);
	}
};
