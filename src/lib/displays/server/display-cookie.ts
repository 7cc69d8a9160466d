import { DISPLAY_COOKIE } from './actor-of-display.ts';

/** What of a request's cookies is needed here; SvelteKit's `cookies` is one. */
interface Jar {
	set(name: string, value: string, options: CookieOptions): void;
}

interface CookieOptions {
	path: string;
	httpOnly: boolean;
	sameSite: 'lax';
	secure: boolean;
	maxAge: number;
}

// As long as browsers allow; it is set anew on every visit, so a TV that is used stays signed in.
const MAX_AGE = 400 * 86_400;

/** Path / and not /tv, because the socket's handshake needs it too. */
export function keepDisplay(cookies: Jar, url: URL, token: string): void {
	const secure = url.protocol === 'https:';
	cookies.set(DISPLAY_COOKIE, token, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure,
		maxAge: MAX_AGE
	});
}
