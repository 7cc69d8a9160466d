import { memberOf } from '#lib/app/server/identify.ts';
import { saveKeepsakes } from '#lib/profiles/server/index.ts';
import type { RequestHandler } from './$types';

/** Everything that was said to the one who asks, as a page that needs nothing else. */
export const GET: RequestHandler = async ({ locals }) => {
	const { name, body } = await saveKeepsakes(locals.app.context, memberOf(locals), 'html');
	return new Response(body, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff'
		}
	});
};
