import { memberOf } from '#lib/app/server/identify.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import { keepForm, keepProgramme, openProgrammes } from '#lib/programmes/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	openProgrammes(locals.app.context, memberOf(locals));

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(request, keepForm);
		if (!form.ok) return refusal(form.problem);
		const kept = await keepProgramme(locals.app.context, memberOf(locals), form.value);
		return kept.ok ? { kept: form.value.round } : refusal(kept.problem);
	}
};
