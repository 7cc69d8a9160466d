import { error, fail, redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { stayWords } from '#lib/metrics/activity/late-words.ts';
import {
	correctByHand,
	correctForm,
	countAgain,
	countAgainForm,
	openEntry,
	takeBack,
	takeBackForm
} from '#lib/metrics/activity/server/index.ts';
import { lateRows } from '#lib/metrics/closings/server/index.ts';
import type { Problem } from '#lib/platform/result.ts';
import { isId, type ActivityId } from '#lib/platform/ids.ts';
import { readForm } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('winbell:entry');
	const actor = memberOf(locals);
	if (!isId(params.entry)) error(404, 'This activity is not in the ledger.');
	const opened = await openEntry(locals.app.context, actor, params.entry as ActivityId, lateRows);
	if (!opened.ok) error(STATUS[opened.problem.kind], opened.problem.detail);
	return opened.value;
};

export const actions: Actions = {
	correct: async ({ locals, request }) => {
		const form = await readForm(request, correctForm);
		if (!form.ok) return refused('correct', form.problem);
		const { context, ledger } = locals.app;
		const done = await correctByHand(context, ledger, memberOf(locals), form.value);
		return done.ok ? redirect(303, `/entries/${done.value.id}`) : refused('correct', done.problem);
	},
	reverse: async ({ locals, request }) => {
		const form = await readForm(request, takeBackForm);
		if (!form.ok) return refused('judge', form.problem);
		const { context, ledger } = locals.app;
		const done = await takeBack(context, ledger, memberOf(locals), form.value);
		return done.ok ? { late: stayWords(done.value.late) } : refused('judge', done.problem);
	},
	again: async ({ locals, request }) => {
		const form = await readForm(request, countAgainForm);
		if (!form.ok) return refused('judge', form.problem);
		const { context, ledger } = locals.app;
		const done = await countAgain(context, ledger, memberOf(locals), form.value);
		return done.ok ? { late: stayWords(done.value.late) } : refused('judge', done.problem);
	}
};

/** Which of the two forms it was, so that the sentence stands there. */
function refused(act: 'correct' | 'judge', { kind, detail, fields }: Problem) {
	return fail(STATUS[kind], { act, detail, fields: fields ?? {} });
}
