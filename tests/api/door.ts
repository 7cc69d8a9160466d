import type { Cookies, RequestEvent } from '@sveltejs/kit';
import type { App } from '../../src/lib/app/server/app.ts';
import { identify } from '../../src/lib/app/server/identify.ts';

type Handler = (event: never) => Response | Promise<Response>;

/** Knocks at an endpoint as a stranger's program would: identified by its header, nothing else. */
export async function knock(
	app: App,
	handler: Handler,
	path: string,
	init: RequestInit & { key?: string | undefined; params?: Record<string, string> } = {}
): Promise<Response> {
	const { key, params = {}, ...rest } = init;
	const headers = new Headers(rest.headers);
	if (key) headers.set('authorization', `Bearer ${key}`);
	const url = new URL(path, 'http://winbell.test');
	const request = new Request(url, { ...rest, headers });
	const cookies = { get: () => undefined } as unknown as Cookies;
	const actor = await identify(app.context, { url, request, cookies });
	const locals = { app, actor };
	const event = { url, request, cookies, params, locals } as unknown as RequestEvent;
	return handler(event as never);
}
