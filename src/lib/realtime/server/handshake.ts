import type { IncomingMessage } from 'node:http';

/**
 * Whether a handshake may go on: Socket.IO itself lets every site open a socket with our cookies.
 *
 * A browser names the page's origin with every WebSocket and every cross-origin request, and leaves
 * it out only of GETs to the page's own host (how a polling handshake begins), which it marks with
 * `Sec-Fetch-Site`. So whatever carries a cookie has to show one of the two. Without a cookie there
 * is nobody's sign-in to abuse: programs with a token of their own need no origin.
 * @param origin the address people use, where a proxy in front rewrites Host
 */
export function isSameOrigin(
	headers: IncomingMessage['headers'],
	origin: string | undefined
): boolean {
	if (headers.origin !== undefined)
		return headers.origin === origin || hostOf(headers.origin) === headers.host;
	const site = headers['sec-fetch-site'];
	if (site !== undefined) return site === 'same-origin';
	return headers.cookie === undefined;
}

function hostOf(origin: string): string | undefined {
	return URL.canParse(origin) ? new URL(origin).host : undefined;
}
