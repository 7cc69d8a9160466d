import { LARGEST, SMALLEST } from './league.ts';

/**
 * How many leagues so many people make: as many as bring a league nearest to the wished size, and
 * the fewer where two are as near. None below six: a race of five is a queue with names on it.
 */
export function leaguesFor(people: number, wished: number): number {
	let best = 0;
	for (let count = Math.ceil(people / LARGEST); count * SMALLEST <= people; count++)
		if (count && (!best || off(people, wished, count) * best < off(people, wished, best) * count))
			best = count;
	return best;
}

/** The sizes of the leagues, top first; where it does not come out even, the first have one more. */
export function sizesOf(people: number, wished: number): number[] {
	const count = leaguesFor(people, wished);
	return Array.from({ length: count }, (_, i) => Math.floor((people + count - 1 - i) / count));
}

/** Sizes brought back within 6 and 12 with as few moves as it takes, each from the nearest league. */
export function mendSizes(sizes: readonly number[]): number[] {
	const mended = [...sizes];
	for (let at = worst(mended); at >= 0; at = worst(mended)) {
		const short = mended[at]! < SMALLEST;
		const other = nearest(mended, at, (size) => (short ? size > SMALLEST : size < LARGEST));
		mended[at]! += short ? 1 : -1;
		mended[other]! += short ? -1 : 1;
	}
	return mended;
}

// How far the average size is from the wished one, times the count: whole numbers compare exactly.
function off(people: number, wished: number, count: number): number {
	return Math.abs(people - wished * count);
}

function worst(sizes: readonly number[]): number {
	return sizes.findIndex((size) => size < SMALLEST || size > LARGEST);
}

// Of two that are as near the lower one: a place that comes free is filled from below.
function nearest(sizes: readonly number[], at: number, fits: (size: number) => boolean): number {
	for (let away = 1; away < sizes.length; away++)
		for (const index of [at + away, at - away])
			if (sizes[index] !== undefined && fits(sizes[index])) return index;
	throw new Error(`no sizes within ${SMALLEST} and ${LARGEST} in ${sizes.join(', ')}`);
}
