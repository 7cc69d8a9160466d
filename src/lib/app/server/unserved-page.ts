import { fail, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import {
	askAgain,
	askAgainForm,
	askMeetingAgain,
	keepMeeting,
	keepMeetingForm,
	keepWork,
	keepWorkForm,
	meetingForm,
	oneMeetingForm,
	openUnserved,
	putMeetingBack,
	removeMeeting,
	setMeeting
} from '#lib/alignment/server/index.ts';
import { listRuleBadges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { readForm } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import { memberOf } from './identify.ts';

/**
 * What serves no goal, with the badges that reward what no goal counts. `search` narrows the goals that a
 * meeting can be given where no script does.
 */
export async function openUnservedPage(context: Context, actor: MemberActor, search: string) {
	const { uncounted, ...opened } = await openUnserved(context, actor, search);
	const badges = opened.isAdmin ? await listRuleBadges(context.db, actor.orgId) : [];
	return {
		...opened,
		badges: badges
			.filter(({ rule }) => rule.metricId && uncounted.includes(rule.metricId))
			.map(({ key, name }) => ({ key, name }))
	};
}

/** What can be done about it. */
export const unservedActions = {
	keep: (event: RequestEvent) => answered(event, keepWorkForm, keepWork),
	again: (event: RequestEvent) => answered(event, askAgainForm, askAgain),
	meeting: (event: RequestEvent) => answered(event, meetingForm, setMeeting),
	keepMeeting: (event: RequestEvent) => answered(event, keepMeetingForm, keepMeeting),
	askMeeting: (event: RequestEvent) => answered(event, oneMeetingForm, askMeetingAgain),
	drop: (event: RequestEvent) => answered(event, oneMeetingForm, removeMeeting),
	putBack: (event: RequestEvent) => answered(event, oneMeetingForm, putMeetingBack)
};

/** A refusal names what it is about, so that the page shows it there. */
async function answered<Schema extends z.ZodType>(
	{ request, locals }: RequestEvent,
	schema: Schema,
	act: (context: Context, actor: MemberActor, form: z.output<Schema>) => Promise<Result<unknown>>
) {
	const id = String((await request.clone().formData()).get('id') ?? '');
	const form = await readForm(request, schema);
	const done = form.ok ? await act(locals.app.context, memberOf(locals), form.value) : form;
	if (done.ok) return { id, detail: '', fields: {} };
	const { kind, detail, fields = {} } = done.problem;
	return fail(STATUS[kind], { id, detail, fields });
}
