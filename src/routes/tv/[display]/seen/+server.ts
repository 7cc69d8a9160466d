import { noteSeen } from '#lib/displays/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';
import type { RequestHandler } from './$types';

/** The TV says once a minute that it is on. */
export const POST: RequestHandler = async ({ locals, params }) => {
	const { actor, app } = locals;
	if (actor?.kind !== 'display' || !may(actor, { may: 'display.show', display: params.display }))
		return problemResponse({ kind: 'unauthenticated', detail: 'This TV is not paired any more.' });
	await noteSeen(app.context, actor);
	return new Response(null, { status: 204 });
};
