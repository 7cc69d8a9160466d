import type { GoalId } from '#lib/platform/ids.ts';

/** What a tap's answer says: the figure the goal has now, or why the tap does not count. */
export type TapAnswer = { value: string } | { detail: string };

/** A second tap on the same goal within so many milliseconds is a slip of the same hand. */
export const SLIP_MS = 500;

/** The name of a tap that is new, and when the hand came down, in milliseconds. */
interface Hand {
	key: string;
	at: number;
}

interface Ahead {
	value: bigint;
	/** The tap whose answer is still out, or got lost: sent again it has the same key. */
	tap?: { key: string; amount: number };
	isOpen: boolean;
	/** The live figure as it was last seen; once it moves on after the answer, it is the truth again. */
	since: string;
}

/**
 * Taps that show at once and say that they are not saved yet, one at a time on a goal. The server's
 * answer, then the live figure, take the place of what was hoped; a tap that does not count is taken
 * back.
 */
export class Taps {
	#ahead = $state<Record<string, Ahead>>({});
	#own = $state<Record<string, number>>({});
	/** When the last tap was; nothing on the screen goes by it. */
	#last: Record<string, number> = {};

	/** The figure to show for a goal whose live figure is `live`. */
	value(id: GoalId, live: string): string {
		const ahead = this.#ahead[id];
		const overtaken = !ahead || (!ahead.isOpen && ahead.since !== live);
		return overtaken ? live : String(ahead.value);
	}

	/** The live figure moved: once it is another than when the last answer came, it is the truth. */
	follow(id: GoalId, live: string): void {
		const ahead = this.#ahead[id];
		if (!ahead || ahead.since === live) return;
		if (ahead.isOpen) this.#ahead[id] = { ...ahead, since: live };
		else delete this.#ahead[id];
	}

	/** What the person's own taps on this page come to; below 0 where older ones were taken back. */
	own(id: GoalId): number {
		return this.#own[id] ?? 0;
	}

	saving(id: GoalId): boolean {
		return this.#ahead[id]?.isOpen ?? false;
	}

	/** Answers the key to send the tap with; undefined for a slip, which is not to be sent. */
	tapped(id: GoalId, live: string, amount: number, hand: Hand): string | undefined {
		if (this.saving(id) || hand.at - (this.#last[id] ?? -Infinity) < SLIP_MS) return undefined;
		const lost = this.#ahead[id]?.tap;
		const key = lost?.amount === amount ? lost.key : hand.key;
		const value = BigInt(this.value(id, live)) + BigInt(amount);
		this.#ahead[id] = { value, tap: { key, amount }, isOpen: true, since: live };
		this.#own[id] = this.own(id) + amount;
		this.#last[id] = hand.at;
		return key;
	}

	answered(id: GoalId, answer: TapAnswer): void {
		const ahead = this.#ahead[id];
		if (!ahead?.isOpen) return;
		if ('detail' in answer) this.#end(id, ahead);
		else this.#ahead[id] = { value: BigInt(answer.value), isOpen: false, since: ahead.since };
	}

	/** No answer came: whether the tap was counted is not known here. */
	lost(id: GoalId): void {
		const ahead = this.#ahead[id];
		if (ahead?.isOpen) this.#end(id, ahead, ahead.tap);
	}

	#end(id: GoalId, { value, tap, since }: Ahead, kept?: Ahead['tap']): void {
		const amount = tap?.amount ?? 0;
		this.#own[id] = this.own(id) - amount;
		this.#ahead[id] = { value: value - BigInt(amount), tap: kept, isOpen: false, since };
	}
}
