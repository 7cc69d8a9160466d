import { error, redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { echo } from '#lib/app/server/recognition-actions.ts';
import { isId, type RecognitionId } from '#lib/platform/ids.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import {
	editRecognition,
	editWordsForm,
	openSent,
	takeBack
} from '#lib/recognition/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const id = idOf(params);
	return (await openSent(locals.app.context, memberOf(locals), id)) ?? nothing();
};

export const actions: Actions = {
	edit: async ({ locals, params, request }) => {
		const form = await readForm(request, editWordsForm);
		if (!form.ok) return refusal(form.problem);
		const command = { ...form.value, id: idOf(params) };
		const edited = await editRecognition(locals.app.context, memberOf(locals), command, echo);
		return edited.ok ? { edited: true } : refusal(edited.problem);
	},
	back: async ({ locals, params }) => {
		const taken = await takeBack(locals.app.context, memberOf(locals), idOf(params), echo);
		if (!taken.ok) return refusal(taken.problem);
		redirect(303, '/recognise');
	}
};

function idOf({ recognition }: { recognition: string }): RecognitionId {
	return isId(recognition) ? (recognition as RecognitionId) : nothing();
}

function nothing(): never {
	error(404, 'You have said no such words, or have taken them back.');
}
