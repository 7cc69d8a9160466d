/** Thrown by a batch that was recorded as if all of it were new, and was not. */
export const NOT_ALL_NEW = new Error('Something of the batch was in the ledger already.');

/** A sender who sends everything again mostly does so for a while. */
const CAREFUL_BATCHES = 50;

/** Entries from which on it pays: totals that others wait for are held shorter by it. */
const LARGE = 100;

/**
 * Records a large batch as if all of it were new, which nearly always it is and saves waiting for word
 * of it; where it was not, once more with care, and so the next ones. `run` is told whether to hope.
 */
export function createHope() {
	let careful = 0;
	return async function hope<T>(
		entries: number,
		run: (isHopeful: boolean) => Promise<T>
	): Promise<T> {
		if (entries < LARGE) return run(false);
		if (careful > 0) {
			careful -= 1;
			return run(false);
		}
		try {
			return await run(true);
		} catch (error) {
			if (error !== NOT_ALL_NEW) throw error;
			careful = CAREFUL_BATCHES;
			return run(false);
		}
	};
}
