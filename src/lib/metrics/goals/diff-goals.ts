import type { GoalId } from '#lib/platform/ids.ts';
import type { Goal, GoalsChange, GoalsState } from './goal.ts';

/** What turns one state into the other, for `applyGoals`; undefined where both show the same. */
export function diffGoals(before: GoalsState, after: GoalsState): GoalsChange | undefined {
	const { goals: oldGoals, ...oldHead } = before;
	const { goals: newGoals, ...newHead } = after;
	const { moved, gone } = pairs(oldGoals, newGoals);
	const goals: Goal[] = [];
	const figures: [GoalId, string][] = [];
	for (const [had, now] of moved)
		if (!isSame(had, now)) goals.push(now);
		else if (had?.value !== now.value) figures.push([now.id, now.value]);
	const head = isEqual(oldHead, newHead) ? undefined : newHead;
	if (!goals.length && !figures.length && !gone.length && !head) return undefined;
	return {
		goals,
		gone,
		...(figures.length ? { figures: Object.fromEntries(figures) } : {}),
		...(head ? { head } : {})
	};
}

/** What may have moved: each goal as it is with what it was, and the ids of those that are no longer there. */
function pairs(
	before: readonly Goal[],
	after: readonly Goal[]
): { moved: [Goal | undefined, Goal][]; gone: GoalId[] } {
	const old = before.map((goal, i): [Goal | undefined, Goal] => [goal, after[i]!]);
	const isInStep = before.length === after.length && old.every(([had, now]) => had!.id === now.id);
	// With each activity: hundreds of goals of which a few have moved.
	if (isInStep) return { moved: old.filter(([had, now]) => had !== now), gone: [] };
	const known = new Map(before.map((goal) => [goal.id, goal]));
	const kept = new Set(after.map(({ id }) => id));
	return {
		moved: after.map((goal) => [known.get(goal.id), goal]),
		gone: before.filter(({ id }) => !kept.has(id)).map(({ id }) => id)
	};
}

/** Whether two readings of a goal differ in nothing but its figure. */
function isSame(had: Goal | undefined, now: Goal): boolean {
	if (!had || had === now) return !!had;
	return isEqual(had, now, 'value');
}

/** Whether two hold the same, one key aside. */
function isEqual<Of extends object>(had: Of, now: Of, aside?: keyof Of): boolean {
	// What was not read again is the same object, and needs no look inside.
	const differs = (key: keyof Of) =>
		had[key] !== now[key] && JSON.stringify(had[key]) !== JSON.stringify(now[key]);
	for (const key in had) if (key !== aside && differs(key)) return false;
	for (const key in now) if (!(key in had) && differs(key)) return false;
	return true;
}
