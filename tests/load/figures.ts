/** The value below which a share (0 to 1) of the measurements lies. */
export function percentile(values: ArrayLike<number>, share: number): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export function ms(value: number): string {
	return value.toFixed(value < 10 ? 2 : 1);
}

export function count(value: number): string {
	return Math.round(value).toLocaleString('en');
}

/** How much of the floor is reached. */
export function ratio(value: number, floor: number): string {
	return (value / floor).toFixed(2);
}

export function yesNo(reached: boolean): string {
	return reached ? 'yes' : 'no';
}

/** Prints a table with a title; the first column is words, the others are figures. */
export function table(title: string, head: string[], rows: string[][]): void {
	const widths = head.map((name, column) =>
		Math.max(name.length, ...rows.map((row) => row[column]!.length))
	);
	const line = (cells: string[]) =>
		cells
			.map((cell, i) => (i ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
			.join('  ')
			.trimEnd();
	console.log(`\n${title}\n${line(head)}`);
	for (const row of rows) console.log(line(row));
}

export interface Pace {
	perSecond: number;
	/** How long each call took, in milliseconds. */
	took: number[];
}

/** Calls from so many callers at once for a while, each as soon as its last one is answered. */
export async function pace(
	callers: number,
	seconds: number,
	each: number,
	call: (caller: number) => Promise<void>
): Promise<Pace> {
	const warm = performance.now() + Math.min(2, seconds / 3) * 1000;
	const end = warm + seconds * 1000;
	const took: number[] = [];
	const run = async (caller: number) => {
		for (let begun = performance.now(); begun < end; begun = performance.now()) {
			await call(caller);
			const done = performance.now();
			if (begun >= warm && done <= end) took.push(done - begun);
		}
	};
	await Promise.all(Array.from({ length: callers }, (_, caller) => run(caller)));
	return { perSecond: (took.length * each) / seconds, took };
}
