/**
 * Runs one key after another and never two at once. What is asked for while it waits runs once;
 * what is asked for while it runs, once more afterwards. Resolves when nothing is left to run.
 */
export function oneAtATime<Key>(run: (key: Key) => Promise<void>): (key: Key) => Promise<void> {
	const wanted = new Set<Key>();
	let running: Promise<void> | undefined;

	async function runAll(): Promise<void> {
		try {
			// A set hands out what is added while it is gone through.
			for (const key of wanted) {
				wanted.delete(key);
				await run(key);
			}
		} finally {
			running = undefined;
		}
	}

	return (key) => {
		wanted.add(key);
		return (running ??= runAll());
	};
}
