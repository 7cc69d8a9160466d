import { z } from 'zod';
import { memberOf } from '#lib/app/server/identify.ts';
import { CHEER_KINDS } from '#lib/moments/moment.ts';
import { cheer } from '#lib/moments/server/index.ts';
import type { MomentId } from '#lib/platform/ids.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';
import type { RequestHandler } from './$types';

const Cheer = z.object({
	momentId: z.uuid().transform((id) => id as MomentId),
	kind: z.enum(CHEER_KINDS),
	on: z.boolean()
});

/** One tap: `{momentId, kind, on}` sets a cheer or takes it back. JSON only, so no foreign form can send it. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const parsed = Cheer.safeParse(await request.json().catch(() => undefined));
	if (!parsed.success)
		return problemResponse({ kind: 'invalid', detail: 'Tap one of the cheers below a moment.' });
	const result = await cheer(locals.app.context, memberOf(locals), parsed.data);
	return result.ok ? new Response(null, { status: 204 }) : problemResponse(result.problem);
};
