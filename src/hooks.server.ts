import {
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { identify } from '#lib/app/server/identify.ts';
import { running, start } from '#lib/app/server/start.ts';
import { HARDENING } from '#lib/platform/server/hardening.ts';
import { logError } from '#lib/platform/server/log.ts';
import { broken, problemResponse } from '#lib/platform/server/problem.ts';

export const init: ServerInit = async () => {
	await start();
};

const authenticate: Handle = async ({ event, resolve }) => {
	event.locals.app = running();
	event.locals.actor = await identify(event.locals.app.context, event);
	return resolve(event);
};

/** Everything under (app) is for people who are signed in. */
const guard: Handle = ({ event, resolve }) => {
	const inside = event.route.id?.startsWith('/(app)');
	if (!inside || event.locals.actor?.kind === 'member') return resolve(event);
	const next = event.url.pathname + event.url.search;
	redirect(303, `/login?next=${encodeURIComponent(next)}`);
};

const harden: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	for (const [name, value] of Object.entries(HARDENING)) response.headers.set(name, value);
	return response;
};

/**
 * The API answers in problem documents, also where SvelteKit refuses before a route is reached, and
 * where the database is away while the key is looked up.
 */
const api: Handle = async ({ event, resolve }) => {
	if (!event.url.pathname.startsWith('/api/')) return resolve(event);
	const response = await answered(event, () => resolve(event));
	if (response.ok) return response;
	if (response.headers.get('content-type')?.includes('problem+json')) return response;
	if (response.status === 404)
		return problemResponse({ kind: 'missing', detail: 'There is nothing at this address.' });
	if (response.status === 405)
		return problemResponse({ kind: 'invalid', detail: 'This address takes another method.' }, 405);
	return problemResponse(
		{ kind: 'unavailable', detail: 'Winbell could not answer.' },
		response.status
	);
};

async function answered(
	{ url, request }: RequestEvent,
	answer: () => Response | Promise<Response>
): Promise<Response> {
	try {
		return await answer();
	} catch (error) {
		return problemResponse(broken(error, { path: url.pathname, method: request.method }));
	}
}

/** PostgreSQL keeps no NUL: nothing can be called so, and asking it would be a fault. */
const readable: Handle = ({ event, resolve }) =>
	event.url.href.includes('%00')
		? new Response('There is nothing at this address.', { status: 404 })
		: resolve(event);

export const handle = sequence(harden, api, readable, authenticate, guard);

export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status >= 500)
		logError('request', error, { path: event.url.pathname, method: event.request.method });
	return {
		message: status >= 500 ? 'Something broke on our side. Try again in a moment.' : 'Not found.'
	};
};
