import { inSentence } from '#lib/metrics/words.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import { basisOf } from './board-score.ts';
import type { BoardState } from './board.ts';
import type { RankedRow } from './standings-of.ts';

type Head = Omit<BoardState, 'rows'>;

/**
 * The quieter line under a name: what a percentage is made of, a team's total, one's own best so far,
 * else the team where the board is everybody's, or how many activities stand behind the figure.
 */
export function rowNote(row: RankedRow, board: Head, best: string | null): string {
	if (board.by === 'team') return `${figure(row.total, board)} ${inSentence(board.name)} in all`;
	const basis = basisOf(row, board);
	if (basis !== null) {
		const than = board.rank === 'target' ? 'of' : 'against a usual';
		return `${figure(row.total, board)} ${than} ${figure(basis, board)}`;
	}
	if (best !== null && BigInt(best) > 0n) {
		return BigInt(row.value) > BigInt(best)
			? `your best ${board.period.kind}, was ${figure(best, board)}`
			: `personal best: ${figure(best, board)}`;
	}
	if (!board.team && row.team) return row.team;
	return `${row.activities} ${row.activities === 1 ? 'activity' : 'activities'}`;
}

function figure(value: bigint | string, { unit, currency }: Head): string {
	return showFigure(BigInt(value), unit, currency);
}
