import { deserialize } from '$app/forms';
import type { GoalId } from '#lib/platform/ids.ts';
import { refresh } from '#lib/ui/refresh.ts';
import { dismiss, say } from '#lib/ui/toast.svelte.ts';
import type { Goal, GoalsState } from './goal.ts';
import { placeOf } from './support/place.ts';
import { askedFor, movedWords, whyNotMove, type Mover } from './support/move.ts';
import { UNDO_MS } from './support/undo.ts';

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
	let offered: number | undefined;

	async function move(goals: Goal[], id: GoalId, parentId: GoalId | null) {
		const goal = goals.find((each) => each.id === id);
		const parent = goals.find((each) => each.id === parentId);
		refused = null;
		if (offered !== undefined) dismiss(offered);
		if (!goal || placeOf(goal) === parentId) return;
		const fault = whyNotMove(goal, parentId, goals, mover(), frame());
		if (fault) return refuse(parentId, fault);
		await shownAt(id, meanwhile(goal, parent, mover()), async () => {
			const answer = await send<{ agreed: boolean }>('link', {
				goal: id,
				supports: parentId ?? ''
			});
			if ('detail' in answer) return refuse(parentId, answer.detail);
			const asked = askedFor(goal, parent, mover()) ?? 'Who answers for it';
			offerUndo(movedWords(goal, parent, answer.agreed ? null : asked), goal);
			await refresh('winbell:goals');
		});
	}

	/** Shows the goal there until what sends it has come back. */
	async function shownAt(id: GoalId, parentId: GoalId | null, sending: () => Promise<void>) {
		ahead = { ...ahead, [id]: parentId };
		moved = { id };
		await sending();
		const { [id]: _, ...rest } = ahead;
		ahead = rest;
		moved = { id };
	}

	function offerUndo(words: string, goal: Goal) {
		offered = say(words, { label: 'Undo', run: () => void undo(goal) });
		setTimeout(dismiss, UNDO_MS, offered);
	}

	async function undo({ id, title, parentId }: Goal) {
		refused = null;
		await shownAt(id, parentId, async () => {
			const answer = await send('undo', { goal: id });
			if ('detail' in answer) say(answer.detail);
			else say(`“${title}” is back where it was.`);
			await refresh('winbell:goals');
		});
	}

	function refuse(at: GoalId | null, words: string) {
		refused = { at: at ?? '', words };
		say(words);
	}

	return {
		shown: (goals) => goals.map((goal) => under(goal, ahead)),
		get refused() {
			return refused;
		},
		get moved() {
			return moved;
		},
		move
	};
}

// What was agreed holds until somebody has answered.
function meanwhile(goal: Goal, parent: Goal | undefined, mover: Mover): GoalId | null {
	const waits = goal.state === 'agreed' && askedFor(goal, parent, mover) !== null;
	return waits ? goal.parentId : (parent?.id ?? null);
}

function under(goal: Goal, ahead: Record<string, GoalId | null>): Goal {
	return goal.id in ahead ? { ...goal, parentId: ahead[goal.id] ?? null } : goal;
}

async function send<Answer extends object>(
	action: 'link' | 'undo',
	fields: Record<string, string>
): Promise<Answer | { detail: string }> {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	const headers = { 'x-sveltekit-action': 'true' };
	try {
		const response = await fetch(`/goals?/${action}`, { method: 'POST', headers, body });
		const result = deserialize<Answer & Record<string, unknown>, { detail: string }>(
			await response.text()
		);
		if (result.type === 'success' && result.data) return result.data;
		return { detail: (result.type === 'failure' && result.data?.detail) || OFFLINE };
	} catch {
		return { detail: OFFLINE };
	}
}
