import { error, fail } from '@sveltejs/kit';
import { checkActions } from '#lib/app/server/check-actions.ts';
import { memberOf } from '#lib/app/server/identify.ts';
import { daysOffForm, giveDaysOff } from '#lib/identity/preferences/server/index.ts';
import { openCard } from '#lib/expectations/server/index.ts';
import { ownTargets } from '#lib/metrics/targets/server/index.ts';
import { checksOf } from '#lib/metrics/questions/server/index.ts';
import { isId, type MemberId } from '#lib/platform/ids.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import { readProfileAddress } from '#lib/profiles/profile-address.ts';
import { readProfile } from '#lib/profiles/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('winbell:checks');
	depends('winbell:expectations');
	if (!isId(params.member)) error(404, 'Nobody of this organization has this page.');
	const actor = memberOf(locals);
	const address = readProfileAddress(url.searchParams);
	const result = await readProfile(locals.app.context, actor, params.member as MemberId, address);
	if (!result.ok) error(STATUS[result.problem.kind], result.problem.detail);
	const card = await openCard(locals.app.context, actor, params.member as MemberId);
	return {
		profile: result.value,
		address,
		targets: await ownTargets(locals.app.context, actor, params.member as MemberId),
		card: card.ok && (card.value.now.length || card.value.mayWrite) ? card.value : null,
		about: await checksOf(locals.app.context, actor, params.member as MemberId),
		readAt: locals.app.context.clock.now().toISOString()
	};
};

export const actions: Actions = {
	...checkActions,
	off: async ({ request, locals, params }) => {
		const actor = memberOf(locals);
		const form = await readForm(request, daysOffForm);
		const given = form.ok
			? await giveDaysOff(locals.app.context, actor, params.member as MemberId, form.value)
			: form;
		if (given.ok) return { saved: 'off' };
		const { status, data } = refusal(given.problem);
		return fail(status, { ...data, refused: 'off' });
	}
};
