import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { readAlignment } from '#lib/alignment/server/index.ts';
import {
	doneForm,
	openOneToOne,
	raiseForm,
	raisePoint,
	settlePoint,
	takeBackPoint,
	takeBackPointForm
} from '#lib/coaching/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { isId, type MemberId } from '#lib/platform/ids.ts';
import { ok, type Problem } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { readForm } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import { memberOf } from './identify.ts';

/** What the two talk about, with how the member's week adds up: both see the same. */
export async function openTalk(context: Context, actor: MemberActor, memberId: MemberId) {
	const opened = await openOneToOne(context, actor, memberId);
	if (!opened.ok) return opened;
	const now = context.clock.now();
	return ok({
		...opened.value,
		alignment: await readAlignment(context.db, actor.orgId, memberId, now),
		readAt: now.toISOString()
	});
}

type Event = RequestEvent<{ member: string }>;

/** What either side does with the list. */
export const talkActions = {
	raise: async ({ locals, request, params }: Event) => {
		const form = await readForm(request, raiseForm);
		if (!form.ok) return refused('raise', form.problem);
		const point = { memberId: memberIn(params), kind: 'words' as const, ...form.value };
		const raised = await raisePoint(locals.app.context, memberOf(locals), point);
		return raised.ok ? { raised: raised.value.id } : refused('raise', raised.problem);
	},
	done: async ({ locals, request }: Event) => {
		const form = await readForm(request, doneForm);
		if (!form.ok) return refused('done', form.problem);
		const settled = await settlePoint(locals.app.context, memberOf(locals), form.value);
		return settled.ok ? { settled: true } : refused('done', settled.problem);
	},
	back: async ({ locals, request }: Event) => {
		const form = await readForm(request, takeBackPointForm);
		if (!form.ok) return refused('back', form.problem);
		const taken = await takeBackPoint(locals.app.context, memberOf(locals), form.value);
		return taken.ok ? { takenBack: true } : refused('back', taken.problem);
	}
};

function refused(what: 'raise' | 'done' | 'back', { kind, detail }: Problem) {
	return fail(STATUS[kind], { refused: { what, detail } });
}

function memberIn({ member }: { member: string }): MemberId {
	if (!isId(member)) error(404, 'Nobody of this organization has this page.');
	return member as MemberId;
}
