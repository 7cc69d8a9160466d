import { asksOf } from '#lib/platform/ask.ts';
import type { StoredGoal } from '../stored-goals.ts';

/** Where a goal stood before a tap, and where it stands after it. */
interface Tapped {
	before: bigint;
	after: bigint;
}

/** Which of its steps a tap carries the goal over: what rang for one before may come back. */
export function reachedBy(
	{ target, secondTarget, thirdTarget }: StoredGoal,
	{ before, after }: Tapped
): { reaches?: 'target' | 'step' } {
	const isOver = (at: bigint | null) => at !== null && before < at && after >= at;
	if (isOver(target)) return { reaches: 'target' };
	return isOver(secondTarget) || isOver(thirdTarget) ? { reaches: 'step' } : {};
}

/** A moment shows for as long as its step is reached, and so do those of the goals above. */
export function toldBy(
	{ target, secondTarget, thirdTarget, ownerId }: StoredGoal,
	{ before, after }: Tapped
): string[] {
	const crosses = (at: bigint | null) => at !== null && before >= at !== after >= at;
	const asked = crosses(target) && ownerId ? [asksOf(ownerId)] : [];
	return [target, secondTarget, thirdTarget].some(crosses) ? ['moments', ...asked] : asked;
}
