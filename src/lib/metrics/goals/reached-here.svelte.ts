import { untrack } from 'svelte';
import type { MemberId } from '#lib/platform/ids.ts';
import type { Person } from './chain.ts';
import type { Goal, GoalsState } from './goal.ts';
import { ownGoals, reachedSince, seenOf, type Seen } from './reached.ts';

/** What each person of this tab saw last: who records on another page is told when they are back. */
const seen: Record<MemberId, Seen> = {};

/**
 * The goal of one's own that was reached while this person looked, or since they looked last, until
 * they leave the page or do something for another. Call it while a component is set up.
 */
export function reachedHere(
	state: () => GoalsState,
	person: () => Person
): { readonly goal: Goal | undefined } {
	let told = $state.raw<Goal['id'] | null>(null);

	$effect(() => {
		const { memberId } = person();
		const own = ownGoals(state(), person());
		untrack(() => {
			told = reachedSince(seen[memberId] ?? {}, own, told);
			seen[memberId] = seenOf(own);
		});
	});

	return {
		get goal() {
			return state().goals.find(({ id }) => id === told);
		}
	};
}
