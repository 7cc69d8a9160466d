import { redirect } from '@sveltejs/kit';
import { keepSession, listOrganizations, signIn, signInForm } from '#lib/identity/server/index.ts';
import { nextPlace } from '#lib/identity/next-place.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (locals.actor?.kind === 'member') redirect(303, nextPlace(url));
	const organizations = await listOrganizations(locals.app.context.db);
	if (!organizations.length) redirect(303, '/first-run');
	return { hasDemo: organizations.some(({ isDemo }) => isDemo) };
};

export const actions: Actions = {
	default: async ({ request, locals, cookies, url, getClientAddress }) => {
		const form = await readForm(request, signInForm);
		if (!form.ok) return refusal(form.problem);
		const address = getClientAddress();
		const signed = await signIn(locals.app.context, { ...form.value, address });
		if (!signed.ok) return refusal(signed.problem);
		if (signed.value.kind === 'which') return { which: signed.value.organizations };
		keepSession(cookies, url, signed.value);
		redirect(303, nextPlace(url));
	}
};
