import { may } from '#lib/identity/permissions.ts';
import { refuseKey } from '#lib/identity/server/index.ts';
import {
	correctSent,
	deleteSent,
	parseChange,
	parseReason
} from '#lib/metrics/activity/server/index.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';
import { readJson } from '#lib/platform/server/read-json.ts';
import type { RequestHandler } from './$types';

export const PATCH: RequestHandler = async ({ request, locals, params }) => {
	const { actor, app } = locals;
	if (actor?.kind !== 'key' || !may(actor, { may: 'activities.send' }))
		return problemResponse(refuseKey(actor, 'activities:write'));
	const body = await readJson(request);
	if (!body.ok) return problemResponse(body.problem);
	const parsed = parseChange(body.value);
	if (!parsed.ok) return problemResponse(parsed.problem);
	const name = { orgId: actor.orgId, by: `key:${actor.keyId}`, ...params };
	const corrected = await correctSent(app.context, app.ledger, name, parsed.value);
	return corrected.ok ? Response.json(corrected.value) : problemResponse(corrected.problem);
};

export const DELETE: RequestHandler = async ({ url, locals, params }) => {
	const { actor, app } = locals;
	if (actor?.kind !== 'key' || !may(actor, { may: 'activities.send' }))
		return problemResponse(refuseKey(actor, 'activities:write'));
	const reason = parseReason(url.searchParams);
	if (!reason.ok) return problemResponse(reason.problem);
	const name = { orgId: actor.orgId, by: `key:${actor.keyId}`, ...params };
	const deleted = await deleteSent(app.context, app.ledger, name, reason.value);
	return deleted.ok ? Response.json(deleted.value) : problemResponse(deleted.problem);
};
