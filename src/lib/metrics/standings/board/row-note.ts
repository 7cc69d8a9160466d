import { inSentence } from '#lib/metrics/words.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import { shownMeasure, type Measure } from '../board-score.ts';
import type { BoardState } from '../board.ts';
import type { RankedRow } from '../standings-of.ts';

type Head = Omit<BoardState, 'rows'>;

/** What only the reader sees beside their own row. */
export interface Own {
	/** Their best earlier period of this kind, scaled; null for none. */
	best: string | null;
	/** What a percent board measures them by; null where the value ranks, or they have nothing yet. */
	measure: Measure | null;
}

/**
 * The quieter line under a name: a team's total, what one's own percentage is made of, one's own best
 * so far, else the team where the board is everybody's, or how many activities stand behind the
 * figure. What others are measured by is theirs: under their percentage stands no figure.
 */
export function rowNote(row: RankedRow, board: Head, own: Own | null): string {
	if (board.by === 'team') return `${figure(row.total, board)} ${inSentence(board.name)} in all`;
	if (board.rank !== 'value') {
		if (own?.measure) return measureWords(row, board, own.measure);
		return isNarrow(board) ? '' : (row.team ?? '');
	}
	if (own?.best && BigInt(own.best) > 0n) {
		return BigInt(row.value) > BigInt(own.best)
			? `your best ${board.period.kind}, was ${figure(own.best, board)}`
			: `personal best: ${figure(own.best, board)}`;
	}
	if (!isNarrow(board) && row.team) return row.team;
	return `${row.activities} ${row.activities === 1 ? 'activity' : 'activities'}`;
}

function measureWords(row: RankedRow, board: Head, measure: Measure): string {
	const [reached, by] = [figure(row.total, board), figure(shownMeasure(measure), board)];
	if (board.rank === 'target') return `${reached} of your ${by}`;
	return `${reached}, usual by now: ${by}`;
}

// Where everybody is of one team, its name says nothing.
function isNarrow(board: Head): boolean {
	return board.team !== null;
}

function figure(value: bigint | string, { unit, currency }: Head): string {
	return showFigure(BigInt(value), unit, currency);
}
