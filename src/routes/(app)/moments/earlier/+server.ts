import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { memberOf } from '#lib/app/server/identify.ts';
import { earlierMoments } from '#lib/moments/server/index.ts';
import type { MomentId } from '#lib/platform/ids.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';
import type { RequestHandler } from './$types';

const Query = z.object({
	at: z.iso.datetime().transform((at) => new Date(at)),
	id: z.uuid().transform((id) => id as MomentId),
	team: z
		.string()
		.regex(/^[a-z0-9-]{1,60}$/)
		.optional()
});

/** The page of moments before one (`at`, `id`), for those who read on. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const parsed = Query.safeParse(Object.fromEntries(url.searchParams));
	if (!parsed.success)
		return problemResponse({ kind: 'invalid', detail: 'Name the moment to read on from.' });
	return json(await earlierMoments(locals.app.context, memberOf(locals), parsed.data));
};
