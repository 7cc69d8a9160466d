import type { GoalId } from '#lib/platform/ids.ts';

/** A goal as the counting of reached goals sees it. */
export interface Counting {
	id: GoalId;
	parentId: GoalId | null;
	/** Whether it moves as the goals that support it are reached; false once it is closed. */
	countsGoals: boolean;
	agreed: boolean;
	start: bigint;
	target: bigint;
	value: bigint;
}

/** A goal came over its target by 1, or fell below it by −1. */
export interface Crossing {
	goalId: GoalId;
	by: 1 | -1;
}

/**
 * What the goals above make of these crossings: for each that moves, its new value. Every goal is
 * looked at after all below it, so that one which is crossed there and back stays where it was.
 */
export function raise(goals: readonly Counting[], crossings: readonly Crossing[]) {
	const known = new Map(goals.map((goal) => [goal.id, goal]));
	const by = new Map<GoalId, number>();
	const moved = new Map<GoalId, bigint>();
	const count = (parentId: GoalId | null, step: number) => {
		if (parentId && step) by.set(parentId, (by.get(parentId) ?? 0) + step);
	};
	for (const { goalId, by: step } of crossings) count(known.get(goalId)?.parentId ?? null, step);
	for (const goal of deepestFirst(goals)) {
		const step = by.get(goal.id);
		if (!step || !goal.countsGoals) continue;
		const value = goal.value + BigInt(step);
		moved.set(goal.id, value);
		if (goal.agreed) count(goal.parentId, reached(goal, value) - reached(goal, goal.value));
	}
	return moved;
}

/** The value that each goal which counts goals should have, by all that support it. */
export function countSupporters(goals: readonly Counting[]): Map<GoalId, bigint> {
	const counted = new Map<GoalId, bigint>();
	for (const { id, countsGoals, start } of goals) if (countsGoals) counted.set(id, start);
	for (const goal of deepestFirst(goals)) {
		const above = goal.parentId && counted.get(goal.parentId);
		if (above === null || above === undefined || !goal.agreed) continue;
		const value = counted.get(goal.id) ?? goal.value;
		counted.set(goal.parentId!, above + BigInt(reached(goal, value)));
	}
	return counted;
}

function reached({ target }: Counting, value: bigint): 0 | 1 {
	return value >= target ? 1 : 0;
}

/** Each goal after all that support it. */
function deepestFirst(goals: readonly Counting[]): Counting[] {
	const known = new Map(goals.map((goal) => [goal.id, goal]));
	const depths = new Map<GoalId, number>();
	for (const goal of goals) {
		const path: GoalId[] = [];
		let at: Counting | undefined = goal;
		for (; at && !depths.has(at.id); at = at.parentId ? known.get(at.parentId) : undefined) {
			depths.set(at.id, 0);
			path.push(at.id);
		}
		let depth = at ? depths.get(at.id)! : -1;
		for (const id of path.reverse()) depths.set(id, ++depth);
	}
	return [...goals].sort((a, b) => depths.get(b.id)! - depths.get(a.id)!);
}
