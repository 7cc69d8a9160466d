import type { OpenSession } from './sessions.ts';

export const SESSION_COOKIE = 'winbell';

/** What of a request's cookies is needed here; SvelteKit's `cookies` is one. */
interface Jar {
	set(name: string, value: string, options: CookieOptions): void;
	delete(name: string, options: CookieOptions): void;
}

interface CookieOptions {
	path: string;
	httpOnly?: boolean;
	sameSite?: 'lax';
	secure?: boolean;
	maxAge?: number;
}

// The server ends and renews sessions; the cookie only has to outlast them. Browsers cap at 400 days.
const MAX_AGE = 400 * 86_400;

export function keepSession(cookies: Jar, url: URL, session: Pick<OpenSession, 'token'>): void {
	cookies.set(SESSION_COOKIE, session.token, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		// On a home or office network there is no certificate; behind an https proxy there is.
		secure: url.protocol === 'https:',
		maxAge: MAX_AGE
	});
}

export function dropSession(cookies: Jar): void {
	cookies.delete(SESSION_COOKIE, { path: '/' });
}
