import { deserialize } from '$app/forms';
import type { GoalId } from '#lib/platform/ids.ts';
import { refresh } from '#lib/ui/refresh.ts';
import { dismiss, say } from '#lib/ui/toast.svelte.ts';
import type { Goal, GoalsState } from './goal.ts';
import { placeOf } from './support/place.ts';
import { askedFor, movedWords, whyNotMove, type Mover } from './support/move.ts';
import { UNDO_MS } from './support/undo.ts';

const OFFLINE = 'Not moved: there is no connection. Try again when you are back.';

/** Where a goal is to go. */
export interface Move {
	id: GoalId;
	/** The goal it is to stand under; null for on its own. */
	to: GoalId | null;
	/** Where it stood, or was to stand, when it was lifted or its form opened. */
	was: GoalId | null;
}

/** Goals that are put elsewhere: shown there at once, and back where they were where it is refused. */
export class Moves {
	#ahead = $state.raw<Record<string, GoalId | null>>({});
	#refused = $state.raw<{ at: string; words: string } | null>(null);
	#moved = $state.raw<{ id: GoalId } | null>(null);
	/** The toast that offers to take the last one back. */
	#offered: number | undefined;
	#mover: () => Mover;
	#frame: () => GoalsState;

	constructor(mover: () => Mover, frame: () => GoalsState) {
		this.#mover = mover;
		this.#frame = frame;
	}

	/** Why the last one was refused, and the goal it was dropped on (`''` for none). */
	get refused() {
		return this.#refused;
	}

	/** What was put elsewhere last: another object each time its line is drawn in a new place. */
	get moved() {
		return this.#moved;
	}

	/** The goals as they stand with what is on its way. */
	shown(goals: Goal[]): Goal[] {
		return goals.map((goal) => under(goal, this.#ahead));
	}

	/** Refused where somebody else was first: whoever sends it again has seen where it stands now. */
	async move(goals: Goal[], { id, to, was }: Move): Promise<void> {
		const goal = goals.find((each) => each.id === id);
		const parent = goals.find((each) => each.id === to);
		const mover = this.#mover();
		this.#refused = null;
		if (this.#offered !== undefined) dismiss(this.#offered);
		if (!goal || placeOf(goal) === to) return;
		const fault = whyNotMove(goal, to, goals, mover, this.#frame());
		if (fault) return this.#refuse(to, fault);
		await this.#shownAt(id, meanwhile(goal, parent, mover), async () => {
			const sent = { goal: id, supports: to ?? '', was: was ?? 'none' };
			const answer = await send<{ agreed: boolean }>('link', sent);
			if ('detail' in answer) this.#refuse(to, answer.detail);
			else {
				const asked = askedFor(goal, parent, mover) ?? 'Who answers for it';
				this.#offerUndo(movedWords(goal, parent, answer.agreed ? null : asked), goal);
			}
			await refresh('winbell:goals');
		});
	}

	/** Shows the goal there until what sends it has come back. */
	async #shownAt(id: GoalId, parentId: GoalId | null, sending: () => Promise<void>) {
		this.#ahead = { ...this.#ahead, [id]: parentId };
		this.#moved = { id };
		await sending();
		const { [id]: _, ...rest } = this.#ahead;
		this.#ahead = rest;
		this.#moved = { id };
	}

	#offerUndo(words: string, goal: Goal): void {
		this.#offered = say(words, { label: 'Undo', run: () => void this.#undo(goal) });
		setTimeout(dismiss, UNDO_MS, this.#offered);
	}

	async #undo({ id, title, parentId }: Goal): Promise<void> {
		this.#refused = null;
		await this.#shownAt(id, parentId, async () => {
			const answer = await send('undo', { goal: id });
			say('detail' in answer ? answer.detail : `“${title}” is back where it was.`);
			await refresh('winbell:goals');
		});
	}

	#refuse(at: GoalId | null, words: string): void {
		this.#refused = { at: at ?? '', words };
		say(words);
	}
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
