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
	let before: readonly Placed[] | undefined;

	$effect(() => {
		const now = standings();
		const ids = before ? movedIds(before, now) : [];
		before = now;
		untrack(() => light(ids));
	});

	function light(ids: string[]): void {
		for (const id of ids) lit.add(id);
		if (ids.length) setTimeout(() => ids.forEach((id) => lit.delete(id)), LIT_FOR);
	}

	return lit;
}
