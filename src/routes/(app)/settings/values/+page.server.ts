import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { memberOf } from '#lib/app/server/identify.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { readForm } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import {
	addValue,
	archiveValue,
	changeValue,
	changeValueForm,
	moveValue,
	moveValueForm,
	oneValueForm,
	openSetup,
	rulesForm,
	setRules,
	valueForm
} from '#lib/recognition/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'recognition.setup' }))
		error(403, 'Values are kept by admins. Ask one of yours.');
	return openSetup(locals.app.context.db, actor.orgId);
};

export const actions: Actions = {
	add: (event) => done(event, 'new', valueForm, addValue),
	change: (event) => done(event, 'value', changeValueForm, changeValue),
	move: (event) => done(event, 'value', moveValueForm, moveValue),
	archive: (event) =>
		done(event, 'value', oneValueForm, (context, actor, { id }) =>
			archiveValue(context, actor, id)
		),
	rules: (event) => done(event, 'rules', rulesForm, setRules)
};

/** `at` tells which form of the page it was: a value's by its id. */
async function done<Schema extends z.ZodType>(
	{ request, locals }: RequestEvent,
	form: 'new' | 'value' | 'rules',
	schema: Schema,
	act: (context: Context, actor: MemberActor, command: z.output<Schema>) => Promise<Result<null>>
) {
	const at = form === 'value' ? String((await request.clone().formData()).get('id')) : form;
	const read = await readForm(request, schema);
	const result = read.ok ? await act(locals.app.context, memberOf(locals), read.value) : read;
	if (result.ok) return { saved: at };
	const { kind, detail, fields = {} } = result.problem;
	return fail(STATUS[kind], { at, detail, fields });
}
