import type { ParamMatcher } from '@sveltejs/kit';

/** Where people come in, and what is no page of theirs: a wrong address there stays one. */
const OUTSIDE = [
	...['_app', 'api', 'credentials', 'demo', 'first-run', 'healthz', 'join', 'login', 'logout'],
	...['metrics', 'orgs', 'socket.io', 'tv']
];

/**
 * Whether a wrong address is one inside the app, where whoever is signed in keeps the way to everything
 * else. A file that is not there is none.
 */
export const match = ((path) => {
	const parts = path.split('/');
	return !OUTSIDE.includes(parts[0]!) && !parts.at(-1)!.includes('.');
}) satisfies ParamMatcher;
