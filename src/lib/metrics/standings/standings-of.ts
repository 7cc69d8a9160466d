import type { BoardRow, BoardState } from './board.ts';
import { rank, type Standing } from './rank.ts';
import { fairShare } from './team-figure.ts';

/** A row as it is ranked: `value` is what the rank goes by, `total` the sum behind it. */
export interface RankedRow extends BoardRow {
	total: string;
}

/**
 * A board's standings. People are ranked by their totals, teams by the average of everybody
 * in them: the only fair figure where teams differ in size.
 */
export function standingsOf(board: BoardState): Standing<RankedRow>[] {
	if (board.by === 'member') return rank(board.rows.map((row) => ({ ...row, total: row.value })));
	const share = (row: BoardRow, value: string) => fairShare({ ...row, value }, board).toString();
	return rank(
		board.rows.map((row) => ({
			...row,
			total: row.value,
			value: share(row, row.value),
			before: row.before === null ? null : share(row, row.before)
		}))
	);
}
