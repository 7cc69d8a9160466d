import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { publicBase } from '#lib/app/server/visit.ts';
import {
	readSharing,
	revokeCredential,
	revokeForm,
	rotateKey
} from '#lib/credentials/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const FOR_ADMINS = 'What shared badges are signed with is kept by admins. Ask one of yours.';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { context, origin } = locals.app;
	const sharing = await readSharing(context.db, admin(locals).orgId);
	return { sharing, base: publicBase(locals, url), isReachable: origin !== undefined };
};

export const actions: Actions = {
	rotate: async ({ locals }) => {
		const rotated = await rotateKey(locals.app.context, admin(locals));
		return rotated.ok ? { rotated: true } : refusal(rotated.problem);
	},
	revoke: async ({ request, locals }) => {
		const actor = admin(locals);
		const form = await readForm(request, revokeForm);
		if (!form.ok) return refusal(form.problem);
		const revoked = await revokeCredential(locals.app.context, actor, form.value.link);
		return revoked.ok ? { revoked: true } : refusal(revoked.problem);
	}
};

function admin(locals: App.Locals) {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'credentials.manage' })) error(403, FOR_ADMINS);
	return actor;
}
