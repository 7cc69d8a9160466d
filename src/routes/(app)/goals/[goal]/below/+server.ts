import { json } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { readBelow } from '#lib/metrics/goals/server/index.ts';
import { isId, type GoalId } from '#lib/platform/ids.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';
import type { RequestHandler } from './$types';

/** The next part of what supports a goal, behind `after`: branches of a large tree open one by one. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const actor = memberOf(locals);
	const after = url.searchParams.get('after');
	if (!may(actor, { may: 'goals.read' }) || !isId(params.goal) || (after && !isId(after)))
		return problemResponse({ kind: 'missing', detail: 'There is no such goal here.' });
	const id = params.goal as GoalId;
	return json(await readBelow(locals.app.context, actor, id, after as GoalId | null));
};
