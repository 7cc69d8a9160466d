import type { RequestEvent } from '@sveltejs/kit';
import type { Visit } from '#lib/credentials/server/index.ts';

/** Somebody at a public door, and the address of ours that they see. */
export function visitOf({ locals, url, getClientAddress }: RequestEvent): Visit {
	return {
		context: locals.app.context,
		base: publicBase(locals, url),
		address: getClientAddress()
	};
}

/** What people type; without ORIGIN that is how this request reached us. */
export function publicBase(locals: App.Locals, url: URL): string {
	return locals.app.origin ?? url.origin;
}
