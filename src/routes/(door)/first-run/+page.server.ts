import { redirect } from '@sveltejs/kit';
import { foundOrganization } from '#lib/app/server/found-organization.ts';
import { makeDemo } from '#lib/app/server/demo/make-demo.ts';
import {
	admit,
	codeForm,
	foundFirst,
	foundForm,
	isEmpty,
	keepSession,
	needsCode,
	offerCode,
	openSession
} from '#lib/identity/server/index.ts';
import { currencies, timeZones } from '#lib/identity/choices.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	if (!(await isEmpty(event.locals.app.context.db))) redirect(303, '/');
	offerCode();
	const asksCode = needsCode(knockOf(event));
	const own = event.url.searchParams.has('own');
	return own
		? { asksCode, own: { timeZones: timeZones(), currencies: currencies() } }
		: { asksCode, own: null };
};

export const actions: Actions = {
	demo: async (event) => {
		const { context } = event.locals.app;
		const form = await readForm(event.request, codeForm);
		if (!form.ok) return refusal(form.problem);
		const admitted = admit(knockOf(event), form.value.code, context.clock.now());
		if (!admitted.ok) return refusal(admitted.problem);
		const story = await foundFirst(context, () => makeDemo(event.locals.app));
		if (!story.ok) return refusal(story.problem);
		const { orgId, memberId } = story.value.people['Aiko Kimura']!;
		keepSession(event.cookies, event.url, await openSession(context, orgId, memberId));
		redirect(303, '/demo');
	},
	own: async (event) => {
		const { context } = event.locals.app;
		const form = await readForm(event.request, foundForm);
		if (!form.ok) return refusal(form.problem);
		const admitted = admit(knockOf(event), form.value.code, context.clock.now());
		if (!admitted.ok) return refusal(admitted.problem);
		const found = () => foundOrganization(context, form.value.foundation);
		const founded = await foundFirst(context, found);
		if (!founded.ok) return refusal(founded.problem);
		const { organization, adminId } = founded.value;
		keepSession(event.cookies, event.url, await openSession(context, organization.id, adminId));
		redirect(303, '/settings/people');
	}
};

function knockOf({ getClientAddress, url, request }: RequestEvent) {
	return { address: getClientAddress(), url, headers: request.headers };
}
