import { gapTo, scoreOf } from '../board-score.ts';
import type { BoardState } from '../board.ts';
import type { PlaceState } from '../place-window.ts';
import type { Standing } from '../rank.ts';
import { shownRow, standingsOf, type RankedRow } from '../standings-of.ts';

/** What is shown of a board: the best, and beyond them the places around the reader. */
export interface ShownStandings {
	standings: Standing<RankedRow>[];
	/** The id of the first row of the reader's window, where some are left out above it; else null. */
	after: string | null;
}

/** The standings of a board that is whole, or of the best with one's own window below them. */
export function shownStandings(board: BoardState, place: PlaceState | null): ShownStandings {
	const best = standingsOf(board);
	if (!place || board.rows.length >= board.size) return { standings: best, after: null };
	const known = new Set(best.map(({ row }) => row.id));
	const window = windowStandings(board, place).filter(({ row }) => !known.has(row.id));
	const next = place.rows.length > window.length;
	return { standings: [...best, ...window], after: next ? null : (window[0]?.row.id ?? null) };
}

function windowStandings(board: BoardState, { rows }: PlaceState): Standing<RankedRow>[] {
	return rows.map((row, index) => {
		const better = rows.slice(0, index).findLast((other) => other.rank < row.rank);
		return {
			row: shownRow(row, board),
			rank: row.rank,
			movement: row.was === null ? null : row.was - row.rank,
			gap: better ? gapTo(scoreOf(better, board), scoreOf(row, board)) : null
		};
	});
}
