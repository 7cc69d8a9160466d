import type { GoalId } from '#lib/platform/ids.ts';

/** The goals that a goal supports, nearest first. */
export function ancestorsOf<G extends { id: GoalId; parentId: GoalId | null }>(
	goals: readonly G[],
	id: GoalId
): G[] {
	const known = byId(goals);
	const above: G[] = [];
	const seen = new Set([id]);
	for (let next = known.get(id)?.parentId; next && !seen.has(next);) {
		const goal = known.get(next);
		if (!goal) break;
		seen.add(next);
		above.push(goal);
		next = goal.parentId;
	}
	return above;
}

const indexes = new WeakMap<readonly object[], ReadonlyMap<GoalId, unknown>>();

/**
 * A list by its ids, made once: one list is asked for many goals' ancestors at each figure that moves.
 * It is never changed, a new state brings another.
 */
export function byId<G extends { id: GoalId }>(goals: readonly G[]): ReadonlyMap<GoalId, G> {
	const known = indexes.get(goals) as ReadonlyMap<GoalId, G> | undefined;
	if (known) return known;
	const index = new Map(goals.map((goal) => [goal.id, goal]));
	indexes.set(goals, index);
	return index;
}
