import { fail, type RequestEvent } from '@sveltejs/kit';
import { stayWords } from '#lib/metrics/activity/late-words.ts';
import {
	answer,
	answerForm,
	ask,
	askForm,
	look,
	lookForm
} from '#lib/metrics/questions/server/index.ts';
import { readForm } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import { ok, type Problem, type Result } from '#lib/platform/result.ts';
import type { z } from 'zod';
import { memberOf } from './identify.ts';

/** What can be done about an entry or a flag, wherever a page shows one. */
export const checkActions = {
	ask: (event: RequestEvent) =>
		answered(event, 'entry', askForm, (form) =>
			ask(event.locals.app.context, memberOf(event.locals), form)
		),
	answer: (event: RequestEvent) =>
		answered(event, 'question', answerForm, async (form) => {
			const { context, ledger } = event.locals.app;
			const done = await answer(context, ledger, memberOf(event.locals), form);
			return done.ok ? ok({ late: stayWords(done.value.late) }) : done;
		}),
	look: (event: RequestEvent) =>
		answered(event, 'flag', lookForm, ({ flag }) =>
			look(event.locals.app.context, memberOf(event.locals), flag)
		)
};

/** A refusal names what it is about, so that the page shows it there. */
async function answered<Schema extends z.ZodType>(
	{ request }: RequestEvent,
	about: string,
	schema: Schema,
	act: (form: z.output<Schema>) => Promise<Result<object | null>>
) {
	const id = String((await request.clone().formData()).get(about));
	const form = await readForm(request, schema);
	if (!form.ok) return refused(form.problem, id);
	const result = await act(form.value);
	return result.ok ? { checked: id, ...result.value } : refused(result.problem, id);
}

function refused(problem: Problem, id: string) {
	return fail(STATUS[problem.kind], {
		check: { id, detail: problem.detail, fields: problem.fields ?? {} }
	});
}
