import type { GoalId } from '#lib/platform/ids.ts';
import { openedBelow, withOpened, withPart } from './branches-apart.ts';
import type { Goal, GoalsState } from './goal.ts';

interface Part {
	goals: Goal[];
	next: GoalId | null;
}

/** Goals of a large organization's tree: those that all share, and what was opened below them. */
export interface Opened {
	readonly goals: Goal[];
	/** How many more there are below a goal. */
	more(id: GoalId): number;
	/** Whether nothing of what is apart below it has been opened yet. */
	none(id: GoalId): boolean;
	load(id: GoalId): Promise<void>;
}

export function opened(state: () => GoalsState): Opened {
	let extra = $state.raw<Goal[]>([]);
	let next = $state.raw<Record<string, GoalId | null>>({});

	const goals = $derived(withOpened(state(), extra));
	const shown = $derived(openedBelow(state(), goals));

	function more(id: GoalId): number {
		if (next[id] === null) return 0;
		return Math.max(0, (state().apart?.[id] ?? 0) - (shown.get(id) ?? 0));
	}

	return {
		get goals() {
			return goals;
		},
		more,
		none: (id) => more(id) > 0 && next[id] === undefined,
		async load(id) {
			const after = next[id];
			const query = after ? `?after=${after}` : '';
			const response = await fetch(`/goals/${id}/below${query}`);
			if (!response.ok) return;
			const part = (await response.json()) as Part;
			extra = withPart(extra, part.goals);
			next = { ...next, [id]: part.next };
		}
	};
}
