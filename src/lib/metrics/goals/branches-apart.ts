import type { Goal, GoalsState } from './goal.ts';

/** What all share, and what was opened below it. */
export function withOpened(state: GoalsState, opened: readonly Goal[]): Goal[] {
	const known = new Set(state.goals.map(({ id }) => id));
	return [...state.goals, ...opened.filter(({ id }) => !known.has(id))];
}

/** How many goals that are not shared are here below each goal. */
export function openedBelow(state: GoalsState, goals: readonly Goal[]): Map<string, number> {
	const shared = new Set(state.goals.map(({ id }) => id));
	const counts = new Map<string, number>();
	for (const { id, parentId } of goals)
		if (parentId && !shared.has(id)) counts.set(parentId, (counts.get(parentId) ?? 0) + 1);
	return counts;
}

/** The next part behind what is there already; nothing stands twice. */
export function withPart(had: readonly Goal[], part: readonly Goal[]): Goal[] {
	const known = new Set(had.map(({ id }) => id));
	return [...had, ...part.filter(({ id }) => !known.has(id))];
}
