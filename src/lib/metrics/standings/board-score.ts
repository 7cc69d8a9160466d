// D, PLEASE READ the end of /tmp/winbell/CONTRACTS2.md (from E): no basis of others on the wire; `score` instead. Delete this line.
import type { BoardRow, BoardState } from './board.ts';

/** What a place goes by, as an exact fraction: no rounding ever decides one. `per` is above zero. */
export interface Score {
	value: bigint;
	per: bigint;
}

/** How a board ranks. */
export type Ranking = Pick<BoardState, 'by' | 'rank'>;

/** By value, by value for each day of a team's people, or by the part of target or usual. */
export function scoreOf(
	{ value, basis, days }: Pick<BoardRow, 'value' | 'basis' | 'days'>,
	{ by, rank }: Ranking
): Score {
	if (by === 'team') return { value: BigInt(value), per: BigInt(Math.max(1, days)) };
	return { value: BigInt(value), per: rank === 'value' ? 1n : BigInt(basis ?? 1) };
}

/** Below zero where `a` is the better one: for a sort, best first. */
export function compareScores(a: Score, b: Score): number {
	const [left, right] = a.per === b.per ? [a.value, b.value] : [a.value * b.per, b.value * a.per];
	return left > right ? -1 : left < right ? 1 : 0;
}

/** The least that, added to the value, draws level with a better score. */
export function gapTo(better: Score, own: Score): bigint {
	return floorDivide(better.value * own.per + better.per - 1n, better.per) - own.value;
}

/** The basis as it is shown: the own target, or what is usual by now. Rounded down. */
export function basisOf(
	{ basis }: Pick<BoardRow, 'basis'>,
	{ usual }: Pick<BoardState, 'usual'>
): bigint | null {
	if (basis === null) return null;
	return usual ? (BigInt(basis) * BigInt(usual.begun)) / BigInt(usual.of) : BigInt(basis);
}

/**
 * Whole percent, rounded down: of the target (104), or above what is usual by now (4). 99.9 percent
 * of a target is 99: nobody has reached it yet.
 */
export function percentOf(
	{ value, basis }: Pick<BoardRow, 'value' | 'basis'>,
	{ rank, usual }: Pick<BoardState, 'rank' | 'usual'>
): bigint {
	const { begun, of } = usual ?? { begun: 1, of: 1 };
	const whole = BigInt(basis ?? 1) * BigInt(begun);
	const percent = floorDivide(BigInt(value) * BigInt(of) * 100n, whole);
	return rank === 'improvement' ? percent - 100n : percent;
}

function floorDivide(value: bigint, by: bigint): bigint {
	const cut = value / by;
	return cut * by > value ? cut - 1n : cut;
}
