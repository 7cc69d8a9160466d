import { inSentence } from '#lib/metrics/words.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import type { BoardState } from './board.ts';
import type { RankedRow } from './standings-of.ts';

type Head = Pick<BoardState, 'by' | 'team' | 'unit' | 'currency' | 'name' | 'period'>;

/**
 * The quieter line under a name: one's own best so far, a team's total and its people, else the
 * team where the board is everybody's, or how many activities stand behind the figure.
 */
export function rowNote(row: RankedRow, board: Head, best: string | null): string {
	if (board.by === 'team') {
		const total = showFigure(BigInt(row.total), board.unit, board.currency);
		return `${total} ${inSentence(board.name)} by ${row.people} ${row.people === 1 ? 'person' : 'people'}`;
	}
	if (best !== null && BigInt(best) > 0n) {
		const figure = showFigure(BigInt(best), board.unit, board.currency);
		return BigInt(row.value) > BigInt(best)
			? `your best ${board.period.kind}, was ${figure}`
			: `personal best: ${figure}`;
	}
	if (!board.team && row.team) return row.team;
	return `${row.activities} ${row.activities === 1 ? 'activity' : 'activities'}`;
}
