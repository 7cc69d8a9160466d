/** Of more than these the others are counted. */
const NAMED = 3;

/** So many of `count` are named: one more takes no more room than "1 more". */
export function namedOf(count: number): number {
	return count === NAMED + 1 ? count : NAMED;
}

/** "Mara", "Mara and Jonas", "Mara, Jonas, Lena and 9 more"; `count` those also who have no name here. */
export function nameFew(names: readonly string[], count = names.length): string {
	const shown = names.slice(0, namedOf(count));
	const more = count - shown.length;
	const all = more > 0 ? [...shown, `${more} more`] : shown;
	return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
