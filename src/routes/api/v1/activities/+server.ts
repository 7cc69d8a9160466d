import { json } from '@sveltejs/kit';
import { takeActivities } from '#lib/app/server/take-activities.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';
import { readJson } from '#lib/platform/server/read-json.ts';
import type { RequestHandler } from './$types';

/** Most requests never come here: see `app/server/send-door.ts`. */
export const POST: RequestHandler = async ({ request, locals: { app, actor } }) => {
	const requestKey = request.headers.get('idempotency-key');
	const taken = await takeActivities(app, actor, requestKey, () => readJson(request));
	// Unlike Response.json it says how long the answer is, which then leaves in one piece.
	return taken.ok ? json(taken.value) : problemResponse(taken.problem);
};
