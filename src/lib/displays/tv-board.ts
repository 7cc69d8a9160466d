import type { BoardState } from '#lib/metrics/standings/board.ts';
import { byName, type Standing } from '#lib/metrics/standings/rank.ts';
import { standingsOf, type RankedRow } from '#lib/metrics/standings/standings-of.ts';
import { isHidden, type Hidden } from './hidden.ts';
import { wallRows } from './wall/wall-rows.ts';

/** A board as a TV gets it: the rows that hang on the wall, and nothing of who hides. */
export interface TvBoard extends TvHead {
	/** The best first. */
	rows: TvRow[];
}

export type TvHead = Pick<
	BoardState,
	'name' | 'unit' | 'currency' | 'by' | 'rank' | 'period' | 'today'
>;

export interface TvRow {
	/** The member's or the team's; of somebody who hides only `hidden:` and a number. */
	id: string;
	/** Null for somebody who hides. */
	name: string | null;
	/** 1 to 6. */
	colour: number;
	/** What the board ranks by, as `standingsOf` has it; null for somebody who hides. */
	value: string | null;
	rank: number;
	/** As in `Standing`. */
	movement: number | null;
}

export interface TvBoardChange {
	/** New or changed ones, whole. */
	rows: TvRow[];
	gone: string[];
	head?: TvHead;
}

/**
 * What of a board a TV gets. Whoever hides keeps the place, without name, colour, figure or id: the
 * others' places stay true, so the second of a week is not told to lead it, and a list that begins
 * with 2 or lacks a 4 would say as much and look broken.
 */
export function tvBoard(board: BoardState, hidden: readonly Hidden[]): TvBoard {
	const { name, unit, currency, by, rank, period, today } = board;
	let unnamed = 0;
	const rows = wallRows(standingsOf(board)).map((standing) =>
		isHidden(standing.row.id, hidden) ? somebody(standing.rank, ++unnamed) : wallRow(standing)
	);
	return { name, unit, currency, by, rank, period, today, rows: rows.sort(byPlace) };
}

function wallRow({ row, rank, movement }: Standing<RankedRow>): TvRow {
	const { id, name, colour, value } = row;
	return { id, name, colour, value, rank, movement };
}

function somebody(rank: number, nth: number): TvRow {
	return { id: `hidden:${nth}`, name: null, colour: 1, value: null, rank, movement: null };
}

/** What turns `before` into `after`; undefined where nothing shown has changed. */
export function diffTvBoard(before: TvBoard, after: TvBoard): TvBoardChange | undefined {
	const { rows: oldRows, ...oldHead } = before;
	const { rows: newRows, ...head } = after;
	const old = new Map(oldRows.map((row) => [row.id, JSON.stringify(row)]));
	const kept = new Set(newRows.map(({ id }) => id));
	const rows = newRows.filter((row) => old.get(row.id) !== JSON.stringify(row));
	const gone = oldRows.map(({ id }) => id).filter((id) => !kept.has(id));
	const same = JSON.stringify(oldHead) === JSON.stringify(head);
	if (same && !rows.length && !gone.length) return undefined;
	return same ? { rows, gone } : { rows, gone, head };
}

export function applyTvBoard(board: TvBoard, change: TvBoardChange): TvBoard {
	const rows = new Map(board.rows.map((row) => [row.id, row]));
	for (const id of change.gone) rows.delete(id);
	for (const row of change.rows) rows.set(row.id, row);
	return { ...board, ...change.head, rows: [...rows.values()].sort(byPlace) };
}

function byPlace(a: TvRow, b: TvRow): number {
	return a.rank - b.rank || byName(spelt(a), spelt(b));
}

function spelt({ id, name }: TvRow): { id: string; name: string } {
	return { id, name: name ?? '' };
}
