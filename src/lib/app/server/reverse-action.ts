import { fail, type RequestEvent } from '@sveltejs/kit';
import { stayWords } from '#lib/metrics/activity/late-words.ts';
import { takeBack, takeBackForm } from '#lib/metrics/activity/server/index.ts';
import { readForm } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import { memberOf } from './identify.ts';

/** Takes an entry back, wherever a page lists one; a refusal names the entry. */
export async function reverseAction({ locals, request }: RequestEvent) {
	const { context, ledger } = locals.app;
	const actor = memberOf(locals);
	const id = String((await request.clone().formData()).get('id'));
	const form = await readForm(request, takeBackForm);
	const result = form.ok ? await takeBack(context, ledger, actor, form.value) : form;
	if (!result.ok) return fail(STATUS[result.problem.kind], { reverse: { ...result.problem, id } });
	return { reversed: true, late: stayWords(result.value.late) };
}
