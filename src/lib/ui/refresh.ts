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
