interface Waiting<Item> {
	item: Item;
	resolve(): void;
	reject(error: unknown): void;
}

export interface Gathering<Item> {
	/**
	 * Waited for after every round, so that steady work comes in fewer. It is told how long the round
	 * took, in milliseconds, and its size.
	 */
	rest?: (tookMs: number, size: number) => Promise<unknown>;
	/** Of one round, in the items' sizes; one item is taken up however large it is. */
	most?: number;
	/** 1 each, unless it says otherwise. */
	sizeOf?: (item: Item) => number;
}

/**
 * Does alike work together: what arrives under a key while its last round is under way waits for the
 * next one, and shares it with all that waited too. A round that fails is done again one by one, so
 * that only the item at fault fails; `run` must bear being told the same item twice. The first item
 * is taken up at once.
 */
export function gathered<Item>(
	keyOf: (item: Item) => string,
	run: (items: Item[]) => Promise<void>,
	{ rest = () => Promise.resolve(), most = Infinity, sizeOf = () => 1 }: Gathering<Item> = {}
): (item: Item) => Promise<void> {
	const waiting = new Map<string, Waiting<Item>[]>();

	async function rounds(key: string): Promise<void> {
		for (let round = take(key); round.length; round = take(key)) {
			const begun = performance.now();
			await play(round);
			await rest(performance.now() - begun, sum(round));
		}
		waiting.delete(key);
	}

	function take(key: string): Waiting<Item>[] {
		const queue = waiting.get(key)!;
		let size = 0;
		const over = queue.findIndex(({ item }, i) => (size += sizeOf(item)) > most && i > 0);
		return queue.splice(0, over < 0 ? queue.length : over);
	}

	function sum(round: Waiting<Item>[]): number {
		return round.reduce((size, { item }) => size + sizeOf(item), 0);
	}

	async function play(round: Waiting<Item>[]): Promise<void> {
		try {
			await run(round.map(({ item }) => item));
			for (const { resolve } of round) resolve();
		} catch (error) {
			if (round.length === 1) round[0]!.reject(error);
			else for (const one of round) await play([one]);
		}
	}

	return (item) =>
		new Promise((resolve, reject) => {
			const key = keyOf(item);
			const queue = waiting.get(key);
			if (queue) return void queue.push({ item, resolve, reject });
			waiting.set(key, [{ item, resolve, reject }]);
			void rounds(key);
		});
}
