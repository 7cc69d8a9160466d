import { memberOf } from '#lib/app/server/identify.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import { answerForm, answerRound, openUseful } from '#lib/programmes/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	openUseful(locals.app.context, memberOf(locals));

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(request, answerForm);
		if (!form.ok) return refusal(form.problem);
		const said = await answerRound(locals.app.context, memberOf(locals), form.value);
		return said.ok ? { said: form.value.round } : refusal(said.problem);
	}
};
