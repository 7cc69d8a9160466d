import { figureHref } from '#lib/metrics/activity/figure-address.ts';
import { boardHref, type BoardAddress } from './board-address.ts';
import type { BoardState } from './board.ts';

/** A row of which the activities are looked for. */
export interface RowOfBoard {
	board: Pick<BoardState, 'metric' | 'period' | 'by'>;
	address: BoardAddress;
	/** A member's id, or a team's where teams are ranked. */
	id: string;
	/** The key of the team that the figure is of: the row's own, or the board's. */
	team: string | undefined;
}

/** The page of a row's figure, for whoever has no script to open it beside the board. */
function rowFigureHref({ board, address, id, team }: RowOfBoard): string {
	const { metric, period, by } = board;
	const member = by === 'team' ? undefined : id;
	return figureHref({
		metric,
		from: period.start,
		to: period.end,
		member,
		team,
		group: address.group
	});
}

/** Where a row leads: with a script to the board with its activities open beside it. */
export function rowHref(row: RowOfBoard, scripted: boolean): string {
	return scripted ? boardHref(row.address, { open: row.id }) : rowFigureHref(row);
}
