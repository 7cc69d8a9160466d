import { fail, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import {
	askAgain,
	askAgainForm,
	findLoose,
	keepWork,
	keepWorkForm,
	openAlignment,
	raiseWorkForm
} from '#lib/alignment/server/index.ts';
import { raisePoint, readTalks, whoseTalks } from '#lib/coaching/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { readForm } from '#lib/platform/server/form.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import { memberOf } from './identify.ts';

/** How work adds up, with what of it stands on the list of a one-to-one already. */
export async function openAlignmentPage(context: Context, actor: MemberActor, address: URL) {
	const asked = (name: string) => address.searchParams.get(name)?.slice(0, 80) ?? '';
	const query = { of: asked('of'), member: asked('member'), period: asked('period') };
	const opened = await openAlignment(context, actor, query);
	if (!opened.ok) return opened;
	return ok({ ...opened.value, raised: await raisedWork(context, actor, opened.value.whose) });
}

/** Metrics' keys of the work that the two will talk about. */
async function raisedWork(
	{ db }: Context,
	actor: MemberActor,
	whose: { kind: string; id?: string }
): Promise<string[]> {
	if (whose.kind !== 'member') return [];
	const memberId = whose.id as MemberActor['memberId'];
	const { open } = await readTalks(db, actor.orgId, memberId, actor.memberId);
	return open.filter(({ kind }) => kind === 'work').map(({ about }) => about);
}

/** What can be done about work that feeds no goal, wherever a page lists it. */
export const alignmentActions = {
	keep: (event: RequestEvent) => answered(event, keepWorkForm, keepWork),
	again: (event: RequestEvent) => answered(event, askAgainForm, askAgain),
	raise: (event: RequestEvent) => answered(event, raiseWorkForm, raiseWork)
};

async function raiseWork(
	context: Context,
	actor: MemberActor,
	form: z.output<typeof raiseWorkForm>
): Promise<Result<unknown>> {
	const memberId = form.member ?? actor.memberId;
	const person = await whoseTalks(context, actor, memberId);
	if (!person.ok) return person;
	const title = await findLoose(context, actor.orgId, memberId, form);
	if (!title) return refuse('missing', 'This work feeds a goal by now, or was taken back.');
	const point = { memberId, kind: 'work' as const, about: form.metric, title };
	return raisePoint(context, actor, { ...point, requestId: newId<'request'>(context.clock.now()) });
}

/** A refusal and a success both say so under `alignment`, beside whatever else the page does. */
async function answered<Schema extends z.ZodType>(
	{ request, locals }: RequestEvent,
	schema: Schema,
	act: (context: Context, actor: MemberActor, form: z.output<Schema>) => Promise<Result<unknown>>
) {
	const form = await readForm(request, schema);
	const done = form.ok ? await act(locals.app.context, memberOf(locals), form.value) : form;
	if (done.ok) return { alignment: { detail: '' } };
	return fail(STATUS[done.problem.kind], { alignment: { detail: done.problem.detail } });
}
