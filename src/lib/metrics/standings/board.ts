import type { Day, Period } from '#lib/platform/period.ts';
import type { FigureUnit } from '#lib/platform/quantity.ts';
import type { RankedBy } from './board-query.ts';

/** A board as every viewer shares it. Ranks are not in it: `standingsOf` derives them from the rows. */
export interface BoardState {
	/** A metric's key, or `points`. */
	metric: string;
	name: string;
	unit: FigureUnit;
	currency: string;
	period: Period;
	/** Today in the organization's zone; the board is running while it lies in the period. */
	today: Day;
	by: 'member' | 'team';
	rank: RankedBy;
	/** The team, group or league it is cut to: at most one; the first two by name. */
	team: string | null;
	group: string | null;
	/** `of` is how many leagues there are. */
	league: { number: number; of: number } | null;
	/** When the period closed, RFC 3339: from then on the values stay as they were. */
	closedAt: string | null;
	/** How many stand on the board. */
	size: number;
	/** How many more would, had they a target, or three periods behind them. */
	without: number;
	/** Everybody; of a board of more than `WHOLE` only the best `SHOWN`. */
	rows: BoardRow[];
}

/** A board of up to so many is shown whole; of a larger one only the best. */
export const WHOLE = 200;
export const SHOWN = 50;

/** Somebody with at least one activity in the period; nobody stands on a board without. */
export interface BoardRow {
	/** The member's id, or the team's where teams are ranked. */
	id: string;
	name: string;
	/** 1 to 6. */
	colour: number;
	team: string | null;
	/** Scaled integer as a decimal string; see `platform/quantity.ts`. */
	value: string;
	activities: number;
	/** The rank at the end of yesterday; null for who was not there, or where nothing is running. */
	was: number | null;
	/**
	 * What the place goes by where that is not the value: hundredths of a percent, rounded down, of the
	 * own target, or above (below zero: under) what is usual by now; see `percentScore`. Null by value.
	 * The target and the usual stay on the server: nobody's quota stands beside their name.
	 */
	score: string | null;
	/** Of a team: the days its people were in it, in the period and up to today. 1 for a member. */
	days: number;
	/** On a closed board: what the figure would have moved by since, scaled like `value`; null for nothing. */
	late: string | null;
}

/** Of a row that was there what has changed, of a new one everything. */
export type RowChange = Pick<BoardRow, 'id'> & Partial<BoardRow>;

export interface BoardChange {
	rows: RowChange[];
	/** Ids that no longer stand on the board. */
	gone: string[];
	/** Sent when the period itself moved on (midnight): everything else is then in `rows`. */
	head?: Omit<BoardState, 'rows'>;
}

export function diffBoard(before: BoardState, after: BoardState): BoardChange | undefined {
	const { rows: oldRows, ...oldHead } = before;
	const { rows: newRows, ...newHead } = after;
	const old = new Map(oldRows.map((row) => [row.id, row]));
	const rows = newRows.flatMap((row) => diffRow(old.get(row.id), row) ?? []);
	const kept = new Set(newRows.map((row) => row.id));
	const gone = oldRows.filter((row) => !kept.has(row.id)).map((row) => row.id);
	const head = JSON.stringify(oldHead) === JSON.stringify(newHead) ? undefined : newHead;
	if (!rows.length && !gone.length && !head) return undefined;
	return head ? { rows, gone, head } : { rows, gone };
}

/** The change goes to everybody who watches, and most of the time it is a figure: names stay home. */
function diffRow(before: BoardRow | undefined, after: BoardRow): RowChange | undefined {
	if (!before) return after;
	const changed = Object.entries(after).filter(
		([field, value]) => before[field as keyof BoardRow] !== value
	);
	return changed.length ? { ...Object.fromEntries(changed), id: after.id } : undefined;
}

export function applyChange(board: BoardState, change: BoardChange): BoardState {
	const rows = new Map(board.rows.map((row) => [row.id, row]));
	for (const id of change.gone) rows.delete(id);
	// Whole where it is new: versions without a gap see to that.
	for (const row of change.rows) rows.set(row.id, { ...rows.get(row.id), ...row } as BoardRow);
	return { ...board, ...change.head, rows: [...rows.values()] };
}
