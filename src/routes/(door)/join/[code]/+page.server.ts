import { redirect } from '@sveltejs/kit';
import { join, joinForm, keepSession, readInvitation } from '#lib/identity/server/index.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, clock } = locals.app.context;
	const invitation = await readInvitation(db, params.code, clock.now());
	if (!invitation.ok) return { refused: invitation.problem.detail };
	const { organization, role, teamName, person } = invitation.value;
	return {
		invitation: {
			organization,
			role,
			teamName,
			person: person && { name: person.name, email: person.email, hasSignIn: person.hasSignIn }
		}
	};
};

export const actions: Actions = {
	default: async ({ request, locals, params, cookies, url, getClientAddress }) => {
		const form = await readForm(request, joinForm);
		if (!form.ok) return refusal(form.problem);
		const command = { ...form.value, code: params.code, address: getClientAddress() };
		const joined = await join(locals.app.context, command);
		if (!joined.ok) return refusal(joined.problem);
		keepSession(cookies, url, joined.value);
		redirect(303, '/standings');
	}
};
