import { formatDecimal } from '#lib/platform/decimal.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import { DOUBLE, share, showPercent } from './board-figure.ts';
import { figureFor, percentScore, SCORE_SCALE, wholePercent, type Measure } from './board-score.ts';
import type { BoardState } from './board.ts';
import type { Place } from './place.ts';
import type { Standing } from './rank.ts';
import type { RankedRow } from './standings-of.ts';

/** How far apart two percent scores are: "12%", "less than 1%"; "far" by improvement from 100% on. */
export function percentGap(scores: bigint, { rank }: Pick<BoardState, 'rank'>): string {
	const percent = wholePercent(scores);
	if (rank === 'improvement' && percent >= DOUBLE) return 'Far';
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

/** How far somebody is towards those who are next: 0 to 1, 1 for who is first. */
export function chaseShare(
	place: Place<RankedRow>,
	board: Pick<BoardState, 'rank'>,
	measure: Measure | null
): number {
	const { row } = place.standing;
	const next = place.next[0];
	if (!next) return 1;
	if (board.rank === 'value' || !measure) return share(row.value, next.value);
	const aim = BigInt(row.total) + percentNeed(place, measure, board.rank);
	return share(row.total, aim.toString());
}

/** What an opened figure says to those whom its target concerns: ". 62% of the target 1,200." */
export function targetWords(
	{ target, behind }: { target: string | null; behind: { sum: string } },
	{ unit, currency }: Pick<BoardState, 'unit' | 'currency'>
): string {
	if (target === null) return '';
	const measure = { basis: BigInt(target), begun: 1, of: 1 };
	const percent = wholePercent(percentScore(BigInt(behind.sum), measure, 'target'));
	return `. ${showPercent(percent, false)} of the target ${showFigure(measure.basis, unit, currency)}`;
}

/**
 * The ids of those who share a whole percent with somebody on another place: beside each other they
 * are shown to the hundredth, so that nobody wonders who is ahead.
 */
export function finerIds(standings: readonly Standing<RankedRow>[]): ReadonlySet<string> {
	const finer = new Set<string>();
	for (const [index, { row, rank }] of standings.entries()) {
		const above = standings[index - 1];
		if (row.score === null || !above || above.rank === rank) continue;
		if (above.row.value === row.value) finer.add(above.row.id).add(row.id);
	}
	return finer;
}

/** A percent score to the hundredth: "92.33%", "+0.07%", "−3.34%"; from double on "2.4312×". */
export function showScore(score: bigint, { rank }: Pick<BoardState, 'rank'>): string {
	if (rank === 'improvement' && wholePercent(score) >= DOUBLE)
		return `${formatDecimal(score + 10n ** BigInt(SCORE_SCALE), SCORE_SCALE)}×`;
	const sign = score < 0n ? '−' : rank === 'improvement' && score > 0n ? '+' : '';
	return `${sign}${formatDecimal(score < 0n ? -score : score, SCORE_SCALE - 2)}%`;
}
