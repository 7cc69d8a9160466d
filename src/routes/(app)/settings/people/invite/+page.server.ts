import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import {
	invite,
	inviteForm,
	listInvitations,
	listTeams,
	revokeInvitation,
	takeBackForm
} from '#lib/identity/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import { lanOrigin } from '#lib/platform/server/lan-origin.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'people.see' })) error(403, 'Links are made by managers. Ask yours.');
	const { db, clock } = locals.app.context;
	const teams = (await listTeams(db, actor.orgId)).filter(({ id }) =>
		may(actor, { may: 'people.invite', team: id, role: 'rep' })
	);
	return {
		teams: teams.map(({ id, name }) => ({ value: id as string, label: name })),
		mayManage: may(actor, { may: 'people.manage' }),
		links: await listInvitations(db, actor, clock.now())
	};
};

export const actions: Actions = {
	make: async ({ request, locals, url }) => {
		const form = await readForm(request, inviteForm);
		if (!form.ok) return refusal(form.problem);
		const made = await invite(locals.app.context, memberOf(locals), form.value);
		if (!made.ok) return refusal(made.problem);
		return { link: `${lanOrigin(url)}/join/${made.value.code}` };
	},
	end: async ({ request, locals }) => {
		const form = await readForm(request, takeBackForm);
		if (!form.ok) return refusal(form.problem);
		const ended = await revokeInvitation(locals.app.context, memberOf(locals), form.value.id);
		return ended.ok ? { ended: true } : refusal(ended.problem);
	}
};
