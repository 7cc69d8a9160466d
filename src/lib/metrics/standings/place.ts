import type { Rankable, Standing } from './rank.ts';

/** Where somebody stands, with what stands beside a rank: who is next, who is level, who follows. */
export interface Place<Row> {
	standing: Standing<Row>;
	/** How many stand on the board. */
	of: number;
	/** Those who share the next better rank; empty at the top. */
	next: Row[];
	/** Others with the same value. */
	level: Row[];
	/** The first who stands behind; null for the last. */
	behind: Row | null;
}

/** The place of `id` among ranked standings; undefined for somebody who is not on the board. */
export function placeOf<Row extends Rankable>(
	standings: readonly Standing<Row>[],
	id: string
): Place<Row> | undefined {
	const at = standings.findIndex((each) => each.row.id === id);
	const standing = standings[at];
	if (!standing) return undefined;
	const better = standings.filter((each) => each.rank < standing.rank);
	const next = better.filter((each) => each.rank === better.at(-1)?.rank);
	const level = standings.filter((each) => each.rank === standing.rank && each !== standing);
	const behind = standings.find((each) => each.rank > standing.rank);
	return {
		standing,
		of: standings.length,
		next: next.map((each) => each.row),
		level: level.map((each) => each.row),
		behind: behind?.row ?? null
	};
}

/**
 * First place, two above, oneself and two below: the ids of the view from the middle. A single row
 * between first place and them is shown too: leaving it out would look like a mistake.
 */
export function around<Row extends Rankable>(
	standings: readonly Standing<Row>[],
	id: string
): Set<string> {
	const at = standings.findIndex((each) => each.row.id === id);
	const from = at - 2 <= 2 ? 0 : at - 2;
	const near = standings.filter((_, i) => i === 0 || (i >= from && i <= at + 2));
	return new Set(at < 0 ? [] : near.map((each) => each.row.id));
}
