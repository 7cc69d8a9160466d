/**
 * The last seen pages, kept on the device for when there is no network. They belong to one
 * session: they go when someone signs out or when anybody arrives at a door (sign-in, invitation).
 */
const CACHE = 'winbell-pages-1';
const MOST = 40;
const FRESH_FOR = 60_000;

// Counts sessions, so that an answer still on its way when one ends is not kept for the next.
let session = 0;

const KEPT = ['/standings', '/moments', '/goals', '/members', '/recognise'];
const DOORS = ['/login', '/join', '/first-run', '/demo'];

/** A page worth keeping, or its data. Everything else (API, TV, settings, sockets) is never kept. */
export function isKept(url: URL, origin: string): boolean {
	return url.origin === origin && KEPT.some((place) => isBelow(url.pathname, place));
}

/** Where nobody is signed in yet: whoever comes here must not find another person's pages. */
export function isDoor(url: URL, origin: string): boolean {
	return url.origin === origin && DOORS.some((place) => isBelow(url.pathname, place));
}

/** From the network while there is one; otherwise as last seen, or undefined when never seen. */
export async function freshOrLastSeen(request: Request): Promise<Response | undefined> {
	const asked = session;
	try {
		const response = await fetch(request);
		if (response.status === 401) await forgetPages();
		else if (asked === session) await keep(request.url, response.clone());
		return response;
	} catch {
		return lastSeen(request.url);
	}
}

/** Fetches a page that was reached without loading it (a link inside the app), so that it can open offline. */
export async function keepPage(url: string): Promise<void> {
	const cache = await caches.open(CACHE);
	const known = await cache.match(url);
	if (known && Date.now() - seenAt(known) < FRESH_FOR) return;
	const asked = session;
	const response = await fetch(url, { headers: { accept: 'text/html' } }).catch(() => undefined);
	if (response && asked === session) await keep(url, response);
}

export async function forgetPages(): Promise<void> {
	session += 1;
	await caches.delete(CACHE);
}

/** The addresses of the pages that would open without a network, newest last. */
export async function keptPages(): Promise<string[]> {
	const requests = await (await caches.open(CACHE)).keys();
	return requests.map(({ url }) => new URL(url).pathname).filter((path) => !isData(path));
}

async function keep(url: string, response: Response): Promise<void> {
	const isPlain = response.ok && !response.redirected && response.type === 'basic';
	if (!isPlain) return;
	const cache = await caches.open(CACHE);
	await cache.delete(url);
	await cache.put(url, response);
	const [oldest] = await cache.keys();
	if (oldest && (await cache.keys()).length > MOST) await cache.delete(oldest);
}

async function lastSeen(url: string): Promise<Response | undefined> {
	const cache = await caches.open(CACHE);
	if (isData(new URL(url).pathname)) return cache.match(url);
	return (await cache.match(url)) ?? cache.match(url, { ignoreSearch: true });
}

function seenAt(response: Response): number {
	return Date.parse(response.headers.get('date') ?? '') || 0;
}

function isData(path: string): boolean {
	return path.endsWith('/__data.json');
}

function isBelow(path: string, place: string): boolean {
	return path === place || path.startsWith(`${place}/`);
}
