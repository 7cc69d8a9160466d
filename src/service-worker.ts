/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import {
	forgetPages,
	freshOrLastSeen,
	isDoor,
	isKept,
	keepPage,
	keptPages
} from '#lib/ui/offline-pages.ts';
import { offlinePage } from '#lib/ui/offline-page.ts';
import { cleanupOutdatedCaches, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (string | PrecacheEntry)[] };

// Before workbox: pages are ours, built files are its.
self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	const isPage = request.mode === 'navigate' || url.pathname.endsWith('/__data.json');
	if (isDoor(url, self.location.origin) && (isPage || request.method === 'POST'))
		event.waitUntil(forgetPages());
	if (request.method !== 'GET' || !isPage) return;
	if (isKept(url, self.location.origin)) event.respondWith(page(request));
	else if (request.mode === 'navigate') event.respondWith(visited(request));
});

self.addEventListener('message', (event) => {
	const message = event.data as { type?: string; url?: string } | undefined;
	if (message?.type === 'skipWaiting') void self.skipWaiting();
	if (message?.type === 'forget') event.waitUntil(forgetPages());
	if (message?.type === 'keep' && message.url && isKept(new URL(message.url), self.location.origin))
		event.waitUntil(keepPage(message.url));
});

// The first visit already counts: what it shows must open in the lift.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

cleanupOutdatedCaches();
// The system fetches icons itself, and they are large.
precacheAndRoute(self.__WB_MANIFEST.filter((entry) => !/icon[^/]*\.png$/.test(addressOf(entry))));

async function page(request: Request): Promise<Response> {
	const response = await freshOrLastSeen(request);
	if (response) return response;
	return request.mode === 'navigate' ? offlinePage(await keptPages()) : Response.error();
}

async function visited(request: Request): Promise<Response> {
	return fetch(request).catch(async () => offlinePage(await keptPages()));
}

function addressOf(entry: string | PrecacheEntry): string {
	return typeof entry === 'string' ? entry : entry.url;
}
