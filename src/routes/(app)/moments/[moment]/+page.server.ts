import { error, fail, redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import type { SayRefusal } from '#lib/moments/say-refusal.ts';
import {
	cheer,
	cheerForm,
	coach,
	coachForm,
	commentForm,
	commentOn,
	openMoment,
	takeBackComment,
	takeBackForm
} from '#lib/moments/server/index.ts';
import type { TalkState } from '#lib/moments/talk.ts';
import { isId, type MomentId } from '#lib/platform/ids.ts';
import type { Problem } from '#lib/platform/result.ts';
import { readForm } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('winbell:moment');
	const { context, snapshot } = locals.app;
	const actor = memberOf(locals);
	const opened = await openMoment(context, actor, idOf(params));
	if (!opened.ok) error(STATUS[opened.problem.kind], opened.problem.detail);
	return {
		...opened.value,
		talk: await snapshot<TalkState>(actor.orgId, opened.value.topic),
		requestId: crypto.randomUUID()
	};
};

export const actions: Actions = {
	comment: async ({ locals, params, request }) => {
		const sent = await readForm(request.clone(), commentForm);
		const said = sent.ok
			? await commentOn(locals.app.context, memberOf(locals), {
					momentId: idOf(params),
					...sent.value
				})
			: sent;
		return said.ok ? { done: true } : refused('comment', said.problem, request);
	},
	takeBack: async ({ locals, request }) => {
		const sent = await readForm(request.clone(), takeBackForm);
		const taken = sent.ok
			? await takeBackComment(locals.app.context, memberOf(locals), sent.value.comment)
			: sent;
		return taken.ok ? { done: true } : refused('takeBack', taken.problem, request);
	},
	coach: async ({ locals, params, request }) => {
		const sent = await readForm(request.clone(), coachForm);
		const said = sent.ok
			? await coach(locals.app.context, memberOf(locals), { momentId: idOf(params), ...sent.value })
			: sent;
		return said.ok ? { done: true } : refused('coach', said.problem, request);
	},
	/** The way of a cheer without a script; with one it goes to `/moments/cheer`. */
	cheer: async ({ locals, params, request }) => {
		const sent = await readForm(request, cheerForm);
		if (!sent.ok) error(STATUS[sent.problem.kind], sent.problem.detail);
		const momentId = idOf(params);
		const { cheer: wanted, back } = sent.value;
		const done = await cheer(locals.app.context, memberOf(locals), { momentId, ...wanted });
		if (!done.ok) error(STATUS[done.problem.kind], done.problem.detail);
		redirect(303, back === 'feed' ? `/moments#${momentId}` : `/moments/${momentId}`);
	}
};

function idOf({ moment }: { moment: string }): MomentId {
	if (!isId(moment)) error(404, 'This moment is not in the feed any more.');
	return moment as MomentId;
}

async function refused(act: SayRefusal['act'], { kind, detail }: Problem, request: Request) {
	const words = (await request.formData()).get('words');
	return fail(STATUS[kind], { act, detail, words: typeof words === 'string' ? words : '' });
}
