import { figureFor, wholePercent, type Measure } from './board-score.ts';
import type { BoardState } from './board.ts';
import type { Place } from './place.ts';
import type { RankedRow } from './standings-of.ts';

/** How far apart two percent scores are: "12%", "less than 1%". */
export function percentGap(scores: bigint): string {
	const percent = wholePercent(scores);
	return percent > 0n ? `${percent}%` : 'less than 1%';
}

/** What is missing to pass those who are next on a percent board, in the figure's smallest unit; at least 1. */
export function percentNeed(
	{ standing, next }: Place<RankedRow>,
	measure: Measure,
	rank: BoardState['rank']
): bigint {
	const better = BigInt(next[0]?.score ?? 0);
	const missing = figureFor(better + 1n, measure, rank) - BigInt(standing.row.total);
	return missing > 0n ? missing : 1n;
}
