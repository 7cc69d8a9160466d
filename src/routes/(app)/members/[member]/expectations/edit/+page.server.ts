import { error, fail, redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { cardForm, openCardForm, writeCard } from '#lib/expectations/server/index.ts';
import { isId, type MemberId } from '#lib/platform/ids.ts';
import { readForm } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import type { Problem } from '#lib/platform/result.ts';
import type { z } from 'zod';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const opened = await openCardForm(locals.app.context, memberOf(locals), memberIn(params));
	if (!opened.ok) error(STATUS[opened.problem.kind], opened.problem.detail);
	return opened.value;
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, cardForm);
		if (!form.ok) return refused(form.problem, null);
		const memberId = memberIn(params);
		const card = { memberId, ...form.value };
		const written = await writeCard(locals.app.context, memberOf(locals), card);
		if (written.ok)
			redirect(
				303,
				`/members/${memberId}/expectations?written=${written.value.changed ? 'new' : 'same'}`
			);
		return refused(written.problem, form.value);
	}
};

/** What was typed goes back with the refusal: without a script nobody else has kept it. */
function refused({ kind, detail, fields = {} }: Problem, typed: z.output<typeof cardForm> | null) {
	return fail(STATUS[kind], { detail, fields, typed });
}

function memberIn({ member }: { member: string }): MemberId {
	if (!isId(member)) error(404, 'Nobody of this organization has this card.');
	return member as MemberId;
}
