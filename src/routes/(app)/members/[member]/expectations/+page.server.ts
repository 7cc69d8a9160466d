import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import {
	acknowledge,
	askToTalk,
	openCard,
	settleForm,
	settleWords,
	talkForm,
	tapForm
} from '#lib/expectations/server/index.ts';
import { isId, type MemberId } from '#lib/platform/ids.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('winbell:expectations');
	const { context } = locals.app;
	const card = await openCard(context, memberOf(locals), memberIn(params));
	if (!card.ok) error(STATUS[card.problem.kind], card.problem.detail);
	return {
		card: card.value,
		written: url.searchParams.get('written'),
		requestId: newId<'talk'>(context.clock.now()),
		readAt: context.clock.now().toISOString()
	};
};

export const actions: Actions = {
	tap: async ({ locals, params, request }) => {
		const form = await readForm(request, tapForm);
		if (!form.ok) return refusal(form.problem);
		const seen = { memberId: memberIn(params), ...form.value };
		const tapped = await acknowledge(locals.app.context, memberOf(locals), seen);
		return tapped.ok
			? { said: 'Thank you. It is noted that you have read it.' }
			: refusal(tapped.problem);
	},
	talk: async ({ locals, params, request }) => {
		const form = await readForm(request, talkForm);
		if (!form.ok) return refusal(form.problem);
		const words = { memberId: memberIn(params), ...form.value };
		const asked = await askToTalk(locals.app.context, memberOf(locals), words);
		return asked.ok ? { said: 'Sent. It waits for who leads you.' } : refusal(asked.problem);
	},
	settle: async ({ locals, request }) => {
		const form = await readForm(request, settleForm);
		if (!form.ok) return refusal(form.problem);
		const settled = await settleWords(locals.app.context, memberOf(locals), form.value.word);
		return settled.ok
			? { said: 'Noted. The card asks for a tap again.' }
			: refusal(settled.problem);
	}
};

function memberIn({ member }: { member: string }): MemberId {
	if (!isId(member)) error(404, 'Nobody of this organization has this card.');
	return member as MemberId;
}
