import type { GoalId } from '#lib/platform/ids.ts';
import { live, type Live } from '#lib/realtime/live.svelte.ts';
import type { Snapshot, TopicKey } from '#lib/realtime/protocol.ts';
import { openedBelow, withOpened } from './branches-apart.ts';
import { applyBranch, type BranchState, type Goal, type GoalsState } from '../goal.ts';

/** Goals of a large organization's tree: those that all share, and what was opened below them. */
export interface Opened {
	readonly goals: Goal[];
	/** How many more there are below a goal. */
	more(id: GoalId): number;
	/** Whether nothing of what is apart below it has been opened yet. */
	none(id: GoalId): boolean;
	load(id: GoalId): Promise<void>;
}

interface Part {
	below: GoalId;
	topic: TopicKey;
	live: Live<BranchState>;
}

/** Call it while a component is set up: what was opened stays live as long as the component. */
export function opened(state: () => GoalsState): Opened {
	let parts = $state.raw<Part[]>([]);
	const ends: (() => void)[] = [];

	const goals = $derived(
		withOpened(
			state(),
			parts.flatMap((part) => part.live.data.goals)
		)
	);
	const shown = $derived(openedBelow(state(), goals));

	$effect(() => () => ends.forEach((end) => end()));

	/** Where the next part below a goal begins: undefined before the first, null after the last. */
	function next(id: GoalId): GoalId | null | undefined {
		return parts.findLast(({ below }) => below === id)?.live.data.next;
	}

	function more(id: GoalId): number {
		if (next(id) === null) return 0;
		return Math.max(0, (state().apart?.[id] ?? 0) - (shown.get(id) ?? 0));
	}

	return {
		get goals() {
			return goals;
		},
		more,
		none: (id) => more(id) > 0 && next(id) === undefined,
		async load(id) {
			const after = next(id);
			const response = await fetch(`/goals/${id}/below${after ? `?after=${after}` : ''}`);
			if (!response.ok) return;
			const part = (await response.json()) as Snapshot<BranchState>;
			if (parts.some((had) => had.topic === part.topic)) return;
			ends.push(
				$effect.root(() => {
					parts = [...parts, { below: id, topic: part.topic, live: live(part, applyBranch) }];
				})
			);
		}
	};
}
