import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { refuseKey } from '#lib/identity/server/index.ts';
import { mergeAnswer, parseActivities, type Recorded } from '#lib/metrics/activity/server/index.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { App } from './app.ts';

/**
 * What `POST /api/v1/activities` does, by whichever door it comes: the key is looked at before the
 * body is asked for. `requestKey` is the Idempotency-Key header.
 */
export async function takeActivities(
	app: App,
	actor: Actor | null,
	requestKey: string | null,
	readBody: () => Promise<Result<unknown>>
): Promise<Result<Recorded>> {
	if (actor?.kind !== 'key' || !may(actor, { may: 'activities.send' }))
		return { ok: false, problem: refuseKey(actor, 'activities:write') };
	const body = await readBody();
	if (!body.ok) return body;
	const parsed = parseActivities(body.value, requestKey);
	if (!parsed.ok) return parsed;
	const recorded = await app.ledger.record({
		orgId: actor.orgId,
		recordedBy: `key:${actor.keyId}`,
		entries: parsed.value.entries
	});
	return ok(mergeAnswer(parsed.value, recorded));
}
