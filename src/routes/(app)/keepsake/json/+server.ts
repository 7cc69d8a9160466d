import { memberOf } from '#lib/app/server/identify.ts';
import { saveKeepsakes } from '#lib/profiles/server/index.ts';
import type { RequestHandler } from './$types';

/** Everything that was said to the one who asks, as data. */
export const GET: RequestHandler = async ({ locals }) => {
	const { name, body } = await saveKeepsakes(locals.app.context, memberOf(locals), 'json');
	return new Response(body, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff'
		}
	});
};
