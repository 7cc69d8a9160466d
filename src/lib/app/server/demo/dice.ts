/** Chance that falls the same way for the same seed (mulberry32), so that a demo can be told again. */
export interface Dice {
	/** From 0 up to, never including, 1. */
	roll(): number;
	/** A whole number, both ends included. */
	between(low: number, high: number): number;
	pick<T>(items: readonly T[]): T;
}

export function diceOf(seed: number): Dice {
	let state = seed >>> 0;
	function roll(): number {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}
	return {
		roll,
		between: (low, high) => low + Math.floor(roll() * (high - low + 1)),
		pick: (items) => items[Math.floor(roll() * items.length)]!
	};
}
