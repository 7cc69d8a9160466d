import { formatDecimal } from '#lib/platform/decimal.ts';
import { scaleOf } from '#lib/platform/quantity.ts';
import { SCORE_SCALE } from '../board-score.ts';
import type { BoardState } from '../board.ts';
import type { PlacedRow } from '../place-window.ts';

/** What the rows are called outside, by their ids. */
export interface Keys {
	teams: Map<string, string | null>;
	references: Map<string, string>;
}

export interface Answer {
	board: BoardState;
	version: string;
	/** The rows to show: all, the best, or those around somebody. */
	rows: PlacedRow[];
	keys: Keys;
}

/** What stands in a body: every figure an exact decimal, everything named as outside. */
export function boardForApi({ board, version, rows, keys }: Answer): object {
	return {
		metric: board.metric,
		period: board.period,
		...(board.group !== null && { group: board.group }),
		...(board.league && { league: board.league }),
		closedAt: board.closedAt,
		version,
		size: board.size,
		...(board.rank !== 'value' && { without: board.without }),
		rows: rows.map((row) => toRow(board, row, keys))
	};
}

function toRow(board: BoardState, row: PlacedRow, { teams, references }: Keys): object {
	const ofTeam = board.by === 'team';
	return {
		rank: row.rank,
		member: ofTeam ? null : { reference: references.get(row.id), name: row.name },
		team: teams.get(row.id) ?? null,
		value: figure(BigInt(row.value), board),
		activities: row.activities,
		...(ofTeam && { days: row.days, perDay: perDay(row, board) }),
		...(row.score !== null && { percent: formatDecimal(BigInt(row.score), SCORE_SCALE - 2) }),
		...(board.closedAt !== null && { late: row.late && figure(BigInt(row.late), board) })
	};
}

function figure(value: bigint, { unit, currency }: BoardState): string {
	return formatDecimal(value, scaleOf(unit, currency), unit === 'points');
}

/** Four decimals more than the figure has, rounded down; points have enough of their own. */
function perDay({ value, days }: PlacedRow, { unit, currency }: BoardState): string {
	const more = unit === 'points' ? 0 : 4;
	const share = (BigInt(value) * 10n ** BigInt(more)) / BigInt(Math.max(1, days));
	return formatDecimal(share, scaleOf(unit, currency) + more, true);
}
