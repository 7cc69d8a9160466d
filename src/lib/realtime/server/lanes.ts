/** Lets at most `width` pieces of work run at once; the others wait in line. */
export function lanes(width: number): <T>(work: () => Promise<T>) => Promise<T> {
	const waiting: (() => void)[] = [];
	let running = 0;
	return async (work) => {
		if (running >= width) await new Promise<void>((go) => waiting.push(go));
		else running += 1;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			// A lane is handed on, not given back, so that nobody slips in between.
			if (next) next();
			else running -= 1;
		}
	};
}
