import type { BoardRow, BoardState } from './board.ts';

/** What a place goes by, as an exact fraction: no rounding ever decides one. `per` is above zero. */
export interface Score {
	value: bigint;
	per: bigint;
}

/** How a board ranks. */
export type Ranking = Pick<BoardState, 'by' | 'rank'>;

/**
 * What somebody is measured by, which only they and who leads them see: their target, with `begun`
 * and `of` 1; or the sum of their three periods before, of which `begun` / `of` is usual by now.
 */
export interface Measure {
	/** Scaled like the value, above zero. */
	basis: bigint;
	begun: number;
	of: number;
}

/** Decimals of a percent score: it is kept in hundredths of a percent. */
export const SCORE_SCALE = 4;

const ONE = 10n ** BigInt(SCORE_SCALE);

/**
 * A figure as a part of what it is measured by, in hundredths of a percent, rounded down; by
 * improvement what it is above that, or, below zero, under it. Those who are level by this are level
 * on the board.
 */
export function percentScore(
	value: bigint,
	{ basis, begun, of }: Measure,
	rank: BoardState['rank']
): bigint {
	const part = floorDivide(value * BigInt(of) * ONE, basis * BigInt(begun));
	return rank === 'improvement' ? part - ONE : part;
}

/** The least figure that has this percent score. */
export function figureFor(
	score: bigint,
	{ basis, begun, of }: Measure,
	rank: BoardState['rank']
): bigint {
	const part = rank === 'improvement' ? score + ONE : score;
	return -floorDivide(-part * basis * BigInt(begun), BigInt(of) * ONE);
}

/** What is usual by now, or the target, as it is shown. Rounded down. */
export function shownMeasure({ basis, begun, of }: Measure): bigint {
	return (basis * BigInt(begun)) / BigInt(of);
}

/** By value, by value for each day of a team's people, or by the part of target or usual. */
export function scoreOf(
	{ value, score, days }: Pick<BoardRow, 'value' | 'score' | 'days'>,
	{ by, rank }: Ranking
): Score {
	if (by === 'team') return { value: BigInt(value), per: BigInt(Math.max(1, days)) };
	return { value: BigInt(rank === 'value' ? value : (score ?? 0)), per: 1n };
}

/** Below zero where `a` is the better one: for a sort, best first. */
export function compareScores(a: Score, b: Score): number {
	const [left, right] = a.per === b.per ? [a.value, b.value] : [a.value * b.per, b.value * a.per];
	return left > right ? -1 : left < right ? 1 : 0;
}

/** The least that, added to the value (to the percent score on a percent board), draws level with a better one. */
export function gapTo(better: Score, own: Score): bigint {
	return floorDivide(better.value * own.per + better.per - 1n, better.per) - own.value;
}

/**
 * Whole percent, rounded down: of the target (104), or above what is usual by now (4). 99.9 percent
 * of a target is 99: nobody has reached it yet.
 */
export function wholePercent(score: bigint): bigint {
	return floorDivide(score, ONE / 100n);
}

function floorDivide(value: bigint, by: bigint): bigint {
	const cut = value / by;
	return cut * by > value ? cut - 1n : cut;
}
