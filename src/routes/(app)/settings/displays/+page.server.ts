import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import {
	changeDisplay,
	changeForm,
	confirmPairing,
	listDisplays,
	pairForm,
	revokeDisplay,
	revokeForm
} from '#lib/displays/server/index.ts';
import { lanOrigin } from '#lib/platform/server/lan-origin.ts';
import { may } from '#lib/identity/permissions.ts';
import { listTeams } from '#lib/identity/server/index.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	depends('winbell:displays');
	const { orgId } = keeper(locals);
	const { db } = locals.app.context;
	const [displays, teams] = await Promise.all([listDisplays(db, orgId), listTeams(db, orgId)]);
	return {
		displays,
		teams: teams.map(({ id, name }) => ({ id, name })),
		readAt: locals.app.context.clock.now(),
		code: url.searchParams.get('code')?.slice(0, 20) ?? '',
		address: `${new URL(lanOrigin(url)).host}/tv`
	};
};

export const actions: Actions = {
	pair: async ({ request, locals }) => {
		const actor = keeper(locals);
		const form = await readForm(request, pairForm);
		if (!form.ok) return refusal(form.problem);
		const { code, name, team } = form.value;
		const paired = await confirmPairing(locals.app.context, actor, { code, name, teamId: team });
		return paired.ok ? { paired: name } : refusal(paired.problem);
	},
	change: async ({ request, locals }) => {
		const actor = keeper(locals);
		const form = await readForm(request, changeForm);
		if (!form.ok) return refusal(form.problem);
		const { id, team, ...rest } = form.value;
		const change = { ...rest, teamId: team };
		const changed = await changeDisplay(locals.app.context, actor, id, change);
		return changed.ok ? { changed: rest.name } : refusal(changed.problem);
	},
	revoke: async ({ request, locals }) => {
		const actor = keeper(locals);
		const form = await readForm(request, revokeForm);
		if (!form.ok) return refusal(form.problem);
		const revoked = await revokeDisplay(locals.app.context, actor, form.value.id);
		return revoked.ok ? { revoked: true } : refusal(revoked.problem);
	}
};

function keeper(locals: App.Locals) {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'displays.manage' }))
		error(403, 'Managers and admins look after TVs. Ask one of yours.');
	return actor;
}
