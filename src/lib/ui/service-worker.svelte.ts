import { forgetPages, isDoor } from './offline-pages.ts';
import { dismiss, say } from './toast.svelte.ts';

/**
 * Registers the service worker (built pages only) and offers a new version with a word at the foot
 * of the screen. Answers how to stop listening.
 */
export function keepUpToDate(): () => void {
	if (!('serviceWorker' in navigator) || import.meta.env.DEV) return () => {};
	const listening = new AbortController();
	void register(listening.signal);
	return () => listening.abort();
}

/**
 * Keeps the page that is shown, however it was reached, so that it opens without a network; at a
 * door it drops what the last person saw.
 */
export function keepForOffline(url: URL): void {
	if (isDoor(url, location.origin)) return void forget();
	navigator.serviceWorker?.controller?.postMessage({ type: 'keep', url: url.href });
}

/** Drops every page this person has seen from the device: call it before signing out. */
export async function forget(): Promise<void> {
	navigator.serviceWorker?.controller?.postMessage({ type: 'forget' });
	if ('caches' in globalThis) await forgetPages();
}

async function register(signal: AbortSignal): Promise<void> {
	const registration = await navigator.serviceWorker
		.register('/service-worker.js', { scope: '/' })
		.catch(() => undefined);
	if (!registration || signal.aborted) return;
	// The very first page was loaded before there was anyone to keep it.
	if (!navigator.serviceWorker.controller)
		navigator.serviceWorker.addEventListener(
			'controllerchange',
			() => keepForOffline(new URL(location.href)),
			{ signal, once: true }
		);
	if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
	registration.addEventListener('updatefound', () => watch(registration.installing), { signal });
	askNowAndThen(registration, signal);
}

function watch(worker: ServiceWorker | null): void {
	worker?.addEventListener('statechange', () => {
		// Without a controller this is the first installation, and there is nothing old to leave.
		if (worker.state === 'installed' && navigator.serviceWorker.controller) offer(worker);
	});
}

function offer(worker: ServiceWorker): void {
	const toast = say('A new version is ready', {
		label: 'Reload',
		run() {
			navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
				once: true
			});
			worker.postMessage({ type: 'skipWaiting' });
		}
	});
	worker.addEventListener('statechange', () => {
		if (worker.state === 'redundant') dismiss(toast);
	});
}

// An installed app may stay open for weeks; it asks when it comes back to the front.
function askNowAndThen(registration: ServiceWorkerRegistration, signal: AbortSignal): void {
	const ask = () => {
		if (document.visibilityState === 'visible') void registration.update().catch(() => {});
	};
	document.addEventListener('visibilitychange', ask, { signal });
}
