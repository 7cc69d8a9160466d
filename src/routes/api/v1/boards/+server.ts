import { may } from '#lib/identity/permissions.ts';
import { refuseKey } from '#lib/identity/server/index.ts';
import { answerBoard } from '#lib/metrics/standings/server/index.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url, locals }) => {
	const { actor, app } = locals;
	if (actor?.kind !== 'key' || !may(actor, { may: 'boards.fetch' }))
		return problemResponse(refuseKey(actor, 'boards:read'));
	const board = await answerBoard(app.context.db, app.boards, actor.orgId, url.searchParams);
	return board.ok ? Response.json(board.value) : problemResponse(board.problem);
};
