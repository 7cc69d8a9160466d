import type { GoalId } from '#lib/platform/ids.ts';

/** What a tap's answer says: the figure the goal has now, or why the tap does not count. */
export type TapAnswer = { value: string } | { detail: string };

interface Ahead {
	value: bigint;
	/** Taps whose answer is still out. */
	open: number;
	/** The live figure when the last answer came; once it moves on, it is the truth again. */
	since?: string;
}

/**
 * Taps that show at once and say that they are not saved yet. The server's answer, then the live
 * figure, take the place of what was hoped; a tap that does not count is taken back.
 */
export class Taps {
	#ahead = $state<Record<string, Ahead>>({});
	#own = $state<Record<string, number>>({});

	/** The figure to show for a goal whose live figure is `live`. */
	value(id: GoalId, live: string): string {
		const ahead = this.#ahead[id];
		const overtaken = !ahead || (!ahead.open && ahead.since !== live);
		return overtaken ? live : String(ahead.value);
	}

	/** The live figure moved: once it is another than when the last answer came, it is the truth. */
	follow(id: GoalId, live: string): void {
		const ahead = this.#ahead[id];
		if (ahead && !ahead.open && ahead.since !== live) delete this.#ahead[id];
	}

	/** What the person's own taps on this page come to; below 0 where older ones were taken back. */
	own(id: GoalId): number {
		return this.#own[id] ?? 0;
	}

	saving(id: GoalId): boolean {
		return (this.#ahead[id]?.open ?? 0) > 0;
	}

	tapped(id: GoalId, live: string, amount: number): void {
		const shown = BigInt(this.value(id, live));
		const open = (this.#ahead[id]?.open ?? 0) + 1;
		this.#ahead[id] = { value: shown + BigInt(amount), open };
		this.#own[id] = this.own(id) + amount;
	}

	answered(id: GoalId, live: string, amount: number, answer: TapAnswer): void {
		const ahead = this.#ahead[id];
		if (!ahead) return;
		const open = ahead.open - 1;
		if ('detail' in answer) this.#own[id] = this.own(id) - amount;
		if ('detail' in answer)
			this.#ahead[id] = { value: ahead.value - BigInt(amount), open, since: live };
		else if (open) this.#ahead[id] = { ...ahead, open };
		else this.#ahead[id] = { value: BigInt(answer.value), open, since: live };
	}
}
