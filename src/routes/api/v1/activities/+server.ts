import { json } from '@sveltejs/kit';
import { may } from '#lib/identity/permissions.ts';
import { mergeAnswer, parseActivities } from '#lib/metrics/activity/server/index.ts';
import { readJson } from '#lib/platform/server/read-json.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';
import { refuseKey } from '#lib/identity/server/index.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, locals }) => {
	const { actor, app } = locals;
	if (actor?.kind !== 'key' || !may(actor, { may: 'activities.send' }))
		return problemResponse(refuseKey(actor, 'activities:write'));
	const body = await readJson(request);
	if (!body.ok) return problemResponse(body.problem);
	const parsed = parseActivities(body.value, request.headers.get('idempotency-key'));
	if (!parsed.ok) return problemResponse(parsed.problem);
	const { entries } = parsed.value;
	const recorded = await app.ledger.record({
		orgId: actor.orgId,
		recordedBy: `key:${actor.keyId}`,
		entries
	});
	// Unlike Response.json it says how long the answer is, which then leaves in one piece.
	return json(mergeAnswer(parsed.value, recorded));
};
