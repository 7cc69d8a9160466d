import { error, redirect } from '@sveltejs/kit';
import {
	afternoonStatus,
	startAfternoon,
	stopAfternoon
} from '#lib/app/server/demo/live-afternoon.ts';
import { partForm, speedForm } from '#lib/app/server/demo/door-forms.ts';
import { readCast } from '#lib/app/server/demo/read-cast.ts';
import { stepBeforeTv } from '#lib/app/server/demo/step-before-tv.ts';
import { stepIn } from '#lib/app/server/demo/step-in.ts';
import { DISPLAY_COOKIE, keepDisplay } from '#lib/displays/server/index.ts';
import { keepSession } from '#lib/identity/server/index.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const cast = await readCast(locals.app.context);
	if (!cast) error(404, 'There is no demo team here.');
	return { cast, afternoon: afternoonStatus(), isSignedIn: locals.actor?.kind === 'member' };
};

export const actions: Actions = {
	step: async ({ request, locals, cookies, url, getClientAddress }) => {
		const form = await readForm(request, partForm);
		if (!form.ok) return refusal(form.problem);
		const { context } = locals.app;
		const session = await stepIn(context, form.value.member, getClientAddress());
		if (!session.ok) return refusal(session.problem);
		keepSession(cookies, url, session.value);
		redirect(303, '/standings');
	},
	tv: async ({ locals, cookies, url, getClientAddress }) => {
		const { context } = locals.app;
		const token = cookies.get(DISPLAY_COOKIE);
		const tv = await stepBeforeTv(context, token, getClientAddress());
		if (!tv.ok) return refusal(tv.problem);
		keepDisplay(cookies, url, tv.value.token);
		redirect(303, `/tv/${tv.value.id}`);
	},
	play: async ({ request, locals }) => {
		const form = await readForm(request, speedForm);
		if (!form.ok) return refusal(form.problem);
		const started = await startAfternoon(locals.app, form.value.speed);
		if (!started.ok) return refusal(started.problem);
	},
	stop: async ({ locals }) => {
		if (!(await readCast(locals.app.context))) error(404, 'There is no demo team here.');
		await stopAfternoon();
	}
};
