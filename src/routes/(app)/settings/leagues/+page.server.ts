import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { leagueForm, previewLeagues, setLeagueRules } from '#lib/metrics/leagues/server/index.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'leagues.set' }))
		error(403, 'Leagues are set up by admins. Ask one of yours.');
	return previewLeagues(locals.app.context, actor.orgId, url.searchParams);
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(request, leagueForm);
		if (!form.ok) return refusal(form.problem, form.typed);
		const set = await setLeagueRules(locals.app.context, memberOf(locals), form.value);
		return set.ok ? { saved: true, plays: form.value.plays } : refusal(set.problem, form.typed);
	}
};
