import { untrack } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { movedIds, type Placed } from './rank-news.ts';

const LIT_FOR = 1000;

/**
 * The ids of rows whose place or value changed within the last second: what is lit where motion is
 * reduced. Call it while a component is set up.
 */
export function changes(standings: () => readonly Placed[]): ReadonlySet<string> {
	const lit = new SvelteSet<string>();
	const ending: Record<string, ReturnType<typeof setTimeout>> = {};
	let before: readonly Placed[] | undefined;

	$effect(() => {
		const now = standings();
		const ids = before ? movedIds(before, now) : [];
		before = now;
		untrack(() => light(ids));
	});

	// A row that changes again stays lit instead of going dark in between.
	function light(ids: string[]): void {
		for (const id of ids) {
			lit.add(id);
			clearTimeout(ending[id]);
			ending[id] = setTimeout(() => lit.delete(id), LIT_FOR);
		}
	}

	return lit;
}
