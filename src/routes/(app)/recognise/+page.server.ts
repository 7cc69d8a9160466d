import { memberOf } from '#lib/app/server/identify.ts';
import { openRecognise, recognitionActions } from '#lib/app/server/recognition-actions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	openRecognise(locals.app.context, memberOf(locals), url);

export const actions: Actions = recognitionActions;
