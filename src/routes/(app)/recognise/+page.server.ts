import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { memberOf } from '#lib/app/server/identify.ts';
import { isId, type BadgeId, type MemberId, type ValueId } from '#lib/platform/ids.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import { openForm, recognise } from '#lib/recognition/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const to = url.searchParams.getAll('to').filter(isId) as MemberId[];
	return { to, ...(await openForm(locals.app.context, memberOf(locals))) };
};

const Recognition = z.object({
	to: z.array(z.uuid()).min(1, 'Choose who you want to recognise.'),
	valueId: z.uuid('Choose what they showed.'),
	badgeId: z.union([z.literal(''), z.uuid('Choose a badge, or none.')]),
	sentence: z.string().trim().min(1, 'Say what happened, in a sentence.').max(1000),
	requestId: z.uuid()
});

export const actions: Actions = {
	async default({ locals, request }) {
		const form = await request.formData();
		const only = form.has('only');
		const parsed = Recognition.safeParse({
			to: form.getAll('to'),
			valueId: form.get('valueId') ?? '',
			badgeId: form.get('badgeId') ?? '',
			sentence: form.get('sentence') ?? '',
			requestId: form.get('requestId')
		});
		if (!parsed.success) return fail(400, { problem: refusal(parsed.error) });
		const { to, valueId, badgeId, ...words } = parsed.data;
		const result = await recognise(locals.app.context, memberOf(locals), {
			...words,
			to: to as MemberId[],
			valueId: valueId as ValueId,
			badgeId: badgeId ? (badgeId as BadgeId) : null,
			inFeed: form.has('inFeed') && !only,
			onTv: form.has('onTv') && !only
		});
		if (!result.ok) return fail(STATUS[result.problem.kind], { problem: result.problem });
		return { sent: { to, isPrivate: only || !form.has('inFeed') } };
	}
};

function refusal(wrong: z.ZodError) {
	const fields = Object.fromEntries(
		wrong.issues.map((issue) => [String(issue.path[0]), issue.message])
	);
	return { detail: wrong.issues[0]!.message, fields };
}
