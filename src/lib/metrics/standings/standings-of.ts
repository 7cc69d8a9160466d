import { wholePercent } from './board-score.ts';
import type { BoardRow, BoardState } from './board.ts';
import { rank, type Standing } from './rank.ts';
import { fairShare } from './team-figure.ts';

/**
 * A row as it is shown: `value` is the figure its place stands for (its value, whole percent, or a
 * team's value for each of its people a day), `total` the sum behind it.
 */
export interface RankedRow extends BoardRow {
	total: string;
}

/**
 * A board's standings. People are ranked by their totals or by the part of their own target or usual
 * pace, teams by what each of their people brings a day: the only fair figure where teams differ in
 * size. Places come from the exact figures, whatever is rounded for the eye.
 */
export function standingsOf(board: BoardState): Standing<RankedRow>[] {
	return rank(board.rows, board).map((standing) => ({
		...standing,
		row: shownRow(standing.row, board)
	}));
}

export function shownRow(row: BoardRow, board: BoardState): RankedRow {
	return { ...row, total: row.value, value: shownFigure(row, board) };
}

function shownFigure(row: BoardRow, board: BoardState): string {
	if (board.by === 'team') return fairShare(row, board).toString();
	return row.score === null ? row.value : wholePercent(BigInt(row.score)).toString();
}
