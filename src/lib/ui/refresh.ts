import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';

/**
 * Loads again what a page depends on. Never in the middle of a navigation, which SvelteKit would
 * drop for it: a form that was just sent would seem to have done nothing.
 */
export async function refresh(dependency: string): Promise<void> {
	while (navigating.complete) await navigating.complete.catch(() => undefined);
	await invalidate(dependency);
}

/**
 * The same where something moves all the time: at once, and then no more often than every so many
 * milliseconds, the last time included. What it returns is called at each move.
 */
export function refreshCalmly(dependency: string, everyMs: number): () => void {
	let waiting: ReturnType<typeof setTimeout> | undefined;
	let last = -Infinity;
	function now() {
		waiting = undefined;
		last = performance.now();
		void refresh(dependency);
	}
	return () => {
		if (waiting !== undefined) return;
		const rest = last + everyMs - performance.now();
		if (rest <= 0) now();
		else waiting = setTimeout(now, rest);
	};
}
