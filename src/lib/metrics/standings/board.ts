import type { Day, Period } from '#lib/platform/period.ts';
import type { FigureUnit } from '#lib/platform/quantity.ts';

/** A board as every viewer shares it. Ranks are not in it: `rank` derives them from the values. */
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
	/** The team it is cut to: its name, or null for the whole organization. */
	team: string | null;
	rows: BoardRow[];
}

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
	/** The value at the end of yesterday, for the movement; null where the period is not running. */
	before: string | null;
	/** How many people stand behind a team's figure; 1 for a member. */
	people: number;
}

export interface BoardChange {
	/** New or changed rows, whole. */
	rows: BoardRow[];
	/** Ids that no longer stand on the board. */
	gone: string[];
	/** Sent when the period itself moved on (midnight): everything else is then in `rows`. */
	head?: Omit<BoardState, 'rows'>;
}

export function diffBoard(before: BoardState, after: BoardState): BoardChange | undefined {
	const { rows: oldRows, ...oldHead } = before;
	const { rows: newRows, ...newHead } = after;
	const old = new Map(oldRows.map((row) => [row.id, JSON.stringify(row)]));
	const rows = newRows.filter((row) => old.get(row.id) !== JSON.stringify(row));
	const kept = new Set(newRows.map((row) => row.id));
	const gone = oldRows.filter((row) => !kept.has(row.id)).map((row) => row.id);
	const head = JSON.stringify(oldHead) === JSON.stringify(newHead) ? undefined : newHead;
	if (!rows.length && !gone.length && !head) return undefined;
	return head ? { rows, gone, head } : { rows, gone };
}

export function applyChange(board: BoardState, change: BoardChange): BoardState {
	const rows = new Map(board.rows.map((row) => [row.id, row]));
	for (const id of change.gone) rows.delete(id);
	for (const row of change.rows) rows.set(row.id, row);
	return { ...board, ...change.head, rows: [...rows.values()] };
}
