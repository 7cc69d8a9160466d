import { compareScores, type Score } from './board-score.ts';
import { byName } from './rank.ts';

/** Who can stand on a ladder. Never changed in place: whoever moved is another rung. */
export interface Rung {
	id: string;
	name: string;
	score: Score;
	/** The score at the end of yesterday; null for who was not there. */
	before: Score | null;
}

/**
 * A board's order, kept while single rungs come, go and move: finding a rung, a rank or a neighbour
 * takes a few comparisons whatever the size.
 */
export interface Ladder<R extends Rung> {
	readonly size: number;
	/** Puts these in, in the place of what stood under their ids. */
	put(rungs: readonly R[]): void;
	remove(ids: Iterable<string>): void;
	get(id: string): R | undefined;
	/** From a position (0 is the best) up to another, best first, as far as there are any. */
	slice(from: number, to: number): R[];
	/** Where a rung of the ladder stands in the order; those who tie stand by their names. */
	position(rung: R): number;
	/** Ties share a rank: 1, 2, 2, 4. */
	rank(rung: R): number;
	/** The rank at the end of yesterday, among all who were there then. */
	was(rung: R): number | null;
}

/** Beyond so many at once, sorting anew is cheaper than finding each one's place. */
const MANY = 1000;

export function createLadder<R extends Rung>(): Ladder<R> {
	const rungs = new Map<string, R>();
	let order: R[] = [];
	let earlier: R[] = [];

	function take(id: string): void {
		const rung = rungs.get(id);
		if (!rung) return;
		rungs.delete(id);
		order.splice(find(order, rung, byScore), 1);
		if (rung.before) earlier.splice(find(earlier, rung, byBefore), 1);
	}

	function insert(rung: R): void {
		take(rung.id);
		rungs.set(rung.id, rung);
		order.splice(find(order, rung, byScore), 0, rung);
		if (rung.before) earlier.splice(find(earlier, rung, byBefore), 0, rung);
	}

	function insertMany(many: readonly R[]): void {
		for (const rung of many) rungs.set(rung.id, rung);
		order = [...rungs.values()].sort(byScore);
		earlier = order.filter(({ before }) => before).sort(byBefore);
	}

	return {
		get size() {
			return order.length;
		},
		put: (many) => (many.length > MANY ? insertMany(many) : many.forEach(insert)),
		remove(ids) {
			for (const id of ids) take(id);
		},
		get: (id) => rungs.get(id),
		slice: (from, to) => order.slice(Math.max(0, from), Math.max(0, to)),
		position: (rung) => find(order, rung, byScore),
		rank: (rung) => better(order, rung.score, ({ score }) => score) + 1,
		was: ({ before }) => before && better(earlier, before, (one) => one.before!) + 1
	};
}

function byScore(a: Rung, b: Rung): number {
	return compareScores(a.score, b.score) || byName(a, b);
}

function byBefore(a: Rung, b: Rung): number {
	return compareScores(a.before!, b.before!) || byName(a, b);
}

/** Where a rung stands among sorted ones, or would stand. */
function find<R>(sorted: readonly R[], rung: R, compare: (a: R, b: R) => number): number {
	return firstThat(sorted, (other) => compare(other, rung) >= 0);
}

/** How many of sorted rungs have a better score. */
function better<R>(sorted: readonly R[], score: Score, of: (rung: R) => Score): number {
	return firstThat(sorted, (other) => compareScores(of(other), score) >= 0);
}

/** The first position from which on something holds, by halving. */
function firstThat<R>(sorted: readonly R[], holds: (rung: R) => boolean): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (holds(sorted[middle]!)) high = middle;
		else low = middle + 1;
	}
	return low;
}
