import type { Id } from '#lib/platform/ids.ts';
import { topicKey, type TopicKey } from '#lib/realtime/protocol.ts';
import { boardParams, type BoardQuery } from './board-query.ts';
import type { BoardRow } from './board.ts';

/**
 * Where somebody stands on a board that is too large to be shown whole: themselves, with up to three
 * above and three below, best first.
 */
export interface PlaceState {
	/** How many stand on the board. */
	size: number;
	/** Null for who does not stand on it; there are no rows then. */
	rank: number | null;
	rows: PlacedRow[];
}

export interface PlacedRow extends BoardRow {
	rank: number;
}

/** What is left out is as it was. */
export interface PlaceChange {
	size?: number;
	/** Of whose window it is; sent together with `order`. */
	rank?: number | null;
	/** Who stands there now, best first; the rows that are new among them are in `rows`. */
	ids?: string[];
	/** Their places, in the order of the ids. */
	ranks?: number[];
	/** New or changed rows, whole. */
	rows?: BoardRow[];
}

/** How many stand above and below oneself. */
export const NEIGHBOURS = 3;

/** The topic of somebody's place on a board; `member` is a team's id where teams are ranked. */
export function placeTopic(query: BoardQuery, member: Id<'member'> | Id<'team'>): TopicKey {
	return topicKey('place', { ...boardParams(query), member });
}

export function diffPlace(before: PlaceState, after: PlaceState): PlaceChange | undefined {
	const old = new Map(before.rows.map((row) => [row.id, content(row)]));
	const rows = after.rows.filter((row) => old.get(row.id) !== content(row)).map(unplaced);
	const change: PlaceChange = {
		...(after.size !== before.size && { size: after.size }),
		...(after.rank !== before.rank && { rank: after.rank }),
		...(differ(before, after, ({ id }) => id) && { ids: after.rows.map(({ id }) => id) }),
		...(differ(before, after, ({ rank }) => rank) && { ranks: after.rows.map(({ rank }) => rank) }),
		...(rows.length && { rows })
	};
	return Object.keys(change).length ? change : undefined;
}

/** The function for `live`: turns the state that a page holds into the next one. */
export function applyPlace(place: PlaceState, change: PlaceChange): PlaceState {
	const rows = new Map<string, BoardRow>(place.rows.map((row) => [row.id, row]));
	for (const row of change.rows ?? []) rows.set(row.id, row);
	const ids = change.ids ?? place.rows.map(({ id }) => id);
	const ranks = change.ranks ?? place.rows.map(({ rank }) => rank);
	return {
		size: change.size ?? place.size,
		rank: change.rank === undefined ? place.rank : change.rank,
		rows: ids.map((id, index) => ({ ...rows.get(id)!, rank: ranks[index]! }))
	};
}

function differ(before: PlaceState, after: PlaceState, of: (row: PlacedRow) => unknown): boolean {
	return (
		before.rows.length !== after.rows.length ||
		after.rows.some((row, index) => of(row) !== of(before.rows[index]!))
	);
}

function unplaced({ rank: _, ...row }: PlacedRow): BoardRow {
	return row;
}

function content(row: PlacedRow): string {
	return JSON.stringify(unplaced(row));
}
