import { deserialize } from '$app/forms';
import type { GoalId } from '#lib/platform/ids.ts';
import { refresh } from '#lib/ui/refresh.ts';
import { say } from '#lib/ui/toast.svelte.ts';
import type { Goal, GoalsState } from './goal.ts';
import { askedFor, movedWords, whyNotMove, type Mover } from './support/move.ts';

/** Goals that are put elsewhere: shown there at once, and back where they were where it is refused. */
export interface Moves {
	/** The goals as they stand with what is on its way. */
	shown(goals: Goal[]): Goal[];
	/** Why the last one was refused, and the goal it was dropped on (`''` for none). */
	readonly refused: { at: string; words: string } | null;
	/** What was put elsewhere last: another object each time its line is drawn in a new place. */
	readonly moved: { id: GoalId } | null;
	move(goals: Goal[], id: GoalId, parentId: GoalId | null): Promise<void>;
}

const OFFLINE = 'Not moved: there is no connection. Try again when you are back.';

export function moves(mover: () => Mover, frame: () => GoalsState): Moves {
	let ahead = $state.raw<Record<string, GoalId | null>>({});
	let refused = $state.raw<Moves['refused']>(null);
	let moved = $state.raw<Moves['moved']>(null);

	async function move(goals: Goal[], id: GoalId, parentId: GoalId | null) {
		const goal = goals.find((each) => each.id === id);
		const parent = goals.find((each) => each.id === parentId);
		refused = null;
		if (!goal || goal.parentId === parentId) return;
		const fault = whyNotMove(goal, parentId, goals, mover(), frame());
		if (fault) return refuse(parentId, fault);
		ahead = { ...ahead, [id]: parentId };
		moved = { id };
		const answer = await send(id, parentId);
		if ('detail' in answer) refuse(parentId, answer.detail);
		else {
			const asked = answer.agreed
				? null
				: (askedFor(goal, parent, mover()) ?? 'Who answers for it');
			say(movedWords(goal, parent, asked));
			await refresh('winbell:goals');
		}
		const { [id]: _, ...rest } = ahead;
		ahead = rest;
		moved = { id };
	}

	function refuse(at: GoalId | null, words: string) {
		refused = { at: at ?? '', words };
		say(words);
	}

	return {
		shown: (goals) =>
			goals.map((goal) =>
				goal.id in ahead ? { ...goal, parentId: ahead[goal.id] ?? null } : goal
			),
		get refused() {
			return refused;
		},
		get moved() {
			return moved;
		},
		move
	};
}

async function send(
	id: GoalId,
	parentId: GoalId | null
): Promise<{ agreed: boolean } | { detail: string }> {
	const body = new FormData();
	body.set('goal', id);
	body.set('supports', parentId ?? '');
	const headers = { 'x-sveltekit-action': 'true' };
	try {
		const response = await fetch('/goals?/link', { method: 'POST', headers, body });
		const result = deserialize<{ agreed: boolean }, { detail: string }>(await response.text());
		if (result.type === 'success' && result.data) return result.data;
		return { detail: (result.type === 'failure' && result.data?.detail) || OFFLINE };
	} catch {
		return { detail: OFFLINE };
	}
}
