import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import {
	createKey,
	keyForm,
	listKeys,
	revokeKey,
	revokeKeyForm
} from '#lib/identity/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const FOR_ADMINS = 'API keys are made by admins. Ask one of yours.';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { orgId } = admin(locals);
	return { keys: await listKeys(locals.app.context.db, orgId), address: url.origin };
};

export const actions: Actions = {
	make: async ({ request, locals }) => {
		const { orgId, memberId } = admin(locals);
		const form = await readForm(request, keyForm);
		if (!form.ok) return refusal(form.problem);
		const { key } = await createKey(locals.app.context, orgId, form.value, memberId);
		return { key, name: form.value.name, scopes: form.value.scopes };
	},
	revoke: async ({ request, locals }) => {
		const { orgId } = admin(locals);
		const form = await readForm(request, revokeKeyForm);
		if (!form.ok) return refusal(form.problem);
		const revoked = await revokeKey(locals.app.context, orgId, form.value.id);
		return revoked.ok ? { revoked: true } : refusal(revoked.problem);
	}
};

function admin(locals: App.Locals) {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'keys.manage' })) error(403, FOR_ADMINS);
	return actor;
}
