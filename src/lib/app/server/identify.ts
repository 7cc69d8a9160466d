import type { IncomingMessage } from 'node:http';
import type { Actor, MemberActor } from '#lib/identity/actor.ts';
import { actorOfSession, recallKey, SESSION_COOKIE } from '#lib/identity/server/index.ts';
import { actorOfDisplay, DISPLAY_COOKIE } from '#lib/displays/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Welcome } from '#lib/realtime/server/index.ts';

/** What people and TVs both show: pictures and sounds. */
const SHARED = /^\/members\/[^/]+\/(picture|sound)\//;

/** What of a request tells who is asking. */
export interface Credentials {
	url: URL;
	request: { headers: Headers };
	cookies: { get(name: string): string | undefined };
}

/**
 * Who is asking, or null. Each door has its own kind of credential, and looks at no other: the API at
 * the key, /tv at the TV's cookie, everything else at the session. What people and TVs both show is had
 * with either.
 */
export async function identify(context: Context, event: Credentials): Promise<Actor | null> {
	const { pathname } = event.url;
	if (pathname.startsWith('/api/'))
		return identifyKey(context, event.request.headers.get('authorization') ?? '');
	if (pathname === '/tv' || pathname.startsWith('/tv/'))
		return actorOfDisplay(context.db, event.cookies.get(DISPLAY_COOKIE));
	const token = event.cookies.get(SESSION_COOKIE);
	const member = token ? await actorOfSession(context.db, token, context.clock) : null;
	if (member || !SHARED.test(pathname)) return member;
	return actorOfDisplay(context.db, event.cookies.get(DISPLAY_COOKIE));
}

/** @param authorization the header's text, empty where there is none */
export async function identifyKey(context: Context, authorization: string): Promise<Actor | null> {
	const key = /^Bearer\s+(\S{1,200})$/i.exec(authorization);
	return key ? recallKey(context.db, key[1]!, context.clock.now()) : null;
}

/**
 * Who opens a socket, and the facts that end it. A TV's page says so by its address: one browser may
 * hold a TV's cookie and a person's.
 */
export async function welcome(
	context: Context,
	request: IncomingMessage
): Promise<Welcome<Actor> | null> {
	const cookies = cookiesOf(request.headers.cookie);
	const asDisplay = new URL(request.url ?? '/', 'http://socket').searchParams.get('as') === 'tv';
	if (asDisplay) {
		const display = await actorOfDisplay(context.db, cookies.get(DISPLAY_COOKIE));
		return display && { viewer: display, keys: [`revoked:display:${display.displayId}`] };
	}
	const token = cookies.get(SESSION_COOKIE);
	const member = token ? await actorOfSession(context.db, token, context.clock) : null;
	if (!member) return null;
	const keys = [`revoked:session:${member.session}`, `revoked:member:${member.memberId}`];
	return { viewer: member, keys };
}

function cookiesOf(header = ''): Map<string, string> {
	return new Map(
		header.split(';').map((pair) => {
			const cut = pair.indexOf('=');
			return [pair.slice(0, cut).trim(), pair.slice(cut + 1).trim()];
		})
	);
}

/** The person a page under (app) is for; the guard in hooks.server.ts lets nobody else in. */
export function memberOf(locals: { actor: Actor | null }): MemberActor {
	if (locals.actor?.kind !== 'member') throw new Error('a page for members was reached by nobody');
	return locals.actor;
}
