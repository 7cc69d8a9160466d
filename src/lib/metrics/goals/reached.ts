import { showFigure } from '#lib/platform/quantity.ts';
import { ancestorsOf } from './ancestors.ts';
import type { Person } from './chain.ts';
import { isReached, type Goal, type GoalsState } from './goal.ts';

/** The figures of somebody's own goals as they were last seen. */
export type Seen = Readonly<Record<string, Pick<Goal, 'value' | 'target'>>>;

/** One's own goals and those one is in. */
export function ownGoals({ goals }: Pick<GoalsState, 'goals'>, { memberId }: Person): Goal[] {
	return goals.filter(
		({ member, people }) => member?.id === memberId || people.some(({ id }) => id === memberId)
	);
}

/** What `reachedSince` is asked with next time. */
export function seenOf(own: readonly Goal[]): Seen {
	return Object.fromEntries(own.map(({ id, value, target }) => [id, { value, target }]));
}

/**
 * The one of these goals that was reached since they were last seen. One that was told before is told
 * on until another of them moves, or until it is not reached any more.
 */
export function reachedSince(
	seen: Seen,
	own: readonly Goal[],
	told: Goal['id'] | null
): Goal['id'] | null {
	const moved = own.filter(({ id, value, target }) => {
		const had = seen[id];
		return had && (had.value !== value || had.target !== target);
	});
	const fresh = moved.find((goal) => isReached(goal) && !isReached(seen[goal.id]!));
	if (fresh) return fresh.id;
	const still = own.some((goal) => goal.id === told && isReached(goal));
	return still && moved.every(({ id }) => id === told) ? told : null;
}

/** What a goal that was reached brought to the one it supports; undefined where it supports none. */
export function broughtWords(goal: Goal, { goals, currency }: GoalsState): string | undefined {
	const above = goal.state === 'agreed' ? ancestorsOf(goals, goal.id)[0] : undefined;
	if (!above) return undefined;
	if (above.measure !== 'goals') return `It works for “${above.title}”.`;
	const [value, target] = [above.value, above.target].map((figure) =>
		showFigure(BigInt(figure), above.unit, currency)
	);
	return `One more for “${above.title}”: ${value} of ${target}.`;
}
