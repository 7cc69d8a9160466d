import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { changeRule, previewRules, ruleForm, settingOf } from '#lib/moments/server/index.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'moments.tune' }))
		error(403, 'When the bell rings is set up by admins. Ask one of yours.');
	return previewRules(locals.app.context, actor.orgId, url.searchParams);
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(request, ruleForm);
		if (!form.ok) return refusal(form.problem);
		const setting = settingOf(form.value);
		const saved = await changeRule(locals.app.context, memberOf(locals), setting);
		return saved.ok ? { saved: setting.rule } : refusal(saved.problem);
	}
};
