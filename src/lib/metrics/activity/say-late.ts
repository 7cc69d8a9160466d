import type { ActionResult } from '@sveltejs/kit';
import { say } from '#lib/ui/toast.svelte.ts';

/** Says what an action answered as `late`: which closed boards stay as they were. */
export function sayLate(result: ActionResult): void {
	const late: unknown = result.type === 'success' ? result.data?.late : undefined;
	if (typeof late === 'string') say(late);
}
