/** Numbers that look random and come again with the same seed (mulberry32). */
export interface Random {
	/** A whole number below `limit`. */
	below(limit: number): number;
	of<Item>(items: readonly Item[]): Item;
}

export function random(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	return { below, of: (items) => items[below(items.length)]! };
}
