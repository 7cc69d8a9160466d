import type { Goal, GoalsState } from '../goal.ts';

/** What all share, and what was opened below it; nothing stands twice. */
export function withOpened(state: GoalsState, opened: readonly Goal[]): Goal[] {
	const known = new Set(state.goals.map(({ id }) => id));
	const below = new Map(opened.map((goal) => [goal.id, goal]));
	return [...state.goals, ...[...below.values()].filter(({ id }) => !known.has(id))];
}

/** How many goals that are not shared are here below each goal. */
export function openedBelow(state: GoalsState, goals: readonly Goal[]): Map<string, number> {
	const shared = new Set(state.goals.map(({ id }) => id));
	const counts = new Map<string, number>();
	for (const { id, parentId } of goals)
		if (parentId && !shared.has(id)) counts.set(parentId, (counts.get(parentId) ?? 0) + 1);
	return counts;
}
