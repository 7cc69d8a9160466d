import { isReachable } from '#lib/platform/server/database.ts';
import type { RequestHandler } from './$types';

/** For load balancers and watchdogs: 200 while the database answers. */
export const GET: RequestHandler = async ({ locals }) => {
	const healthy = await isReachable(locals.app.context.db);
	return new Response(healthy ? 'ok\n' : 'the database does not answer\n', {
		status: healthy ? 200 : 503,
		headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' }
	});
};
