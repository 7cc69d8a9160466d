import { json } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { isId } from '#lib/platform/ids.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';
import { topicKey } from '#lib/realtime/protocol.ts';
import type { RequestHandler } from './$types';

/** The next part of what supports a goal, behind `after`: branches of a large tree open one by one. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const actor = memberOf(locals);
	const after = url.searchParams.get('after') ?? undefined;
	if (!may(actor, { may: 'goals.read' }) || !isId(params.goal) || (after && !isId(after)))
		return problemResponse({ kind: 'missing', detail: 'There is no such goal here.' });
	const part = topicKey('branch', { goal: params.goal, after });
	return json(await locals.app.snapshot(actor.orgId, part));
};
