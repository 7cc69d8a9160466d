import { json } from '@sveltejs/kit';
import { findGoals, findGoalsForm } from '#lib/alignment/server/index.ts';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';
import type { RequestHandler } from './$types';

/** The goals a meeting can serve with these words (`search`), the nearest fifty. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'alignment.tend' }))
		return problemResponse({ kind: 'forbidden', detail: 'This is for who leads a team.' });
	const parsed = findGoalsForm.safeParse(Object.fromEntries(url.searchParams));
	if (!parsed.success)
		return problemResponse({ kind: 'invalid', detail: 'Type a few words of the goal’s name.' });
	return json(await findGoals(locals.app.context, actor, parsed.data.search));
};
