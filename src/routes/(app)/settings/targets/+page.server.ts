import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { openTargets, setTargets, targetsForm } from '#lib/metrics/targets/server/index.ts';
import { isPeriodKind } from '#lib/platform/period.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'targets.see' })) error(403, 'Targets are set by managers and admins.');
	const asked = (name: string) => url.searchParams.get(name)?.slice(0, 80) ?? '';
	const period = asked('period');
	return openTargets(locals.app.context, actor, {
		metric: asked('metric'),
		period: isPeriodKind(period) ? period : 'week',
		team: asked('team')
	});
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await readForm(request, targetsForm);
		if (!form.ok) return refusal(form.problem);
		const set = await setTargets(locals.app.context, memberOf(locals), form.value);
		return set.ok ? { changed: set.value.changed } : refusal(set.problem);
	}
};
