import type { OrgId } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { BoardState } from '../board.ts';
import type { BoardQuery } from '../board-query.ts';
import type { PlacedRow, PlaceState } from '../place-window.ts';
import { defineBoard } from './define-board.ts';
import { holdBoard, type HeldBoard } from './hold-board.ts';
import { placeOn, rowsOf, stateOf, versionOf } from './view-board.ts';

/** A board as it is at the moment; a held one moves on, so what is needed of it is taken at once. */
export interface BoardReading {
	readonly board: BoardState;
	/** What moves it; see `Announce`. */
	facts: string[];
	/** Another one whenever anything on the board is. */
	version(): string;
	/** The best so many of all who stand on it, with their places. */
	top(count: number): PlacedRow[];
	/** The window around a member, or a team where teams are ranked. */
	place(id: string): PlaceState;
	/** The key of a row's team; null for none. Boards for screens do not carry it. */
	teamKey(id: string): string | null;
}

/**
 * A board as the database has it now, read whole and forgotten. Refused where the metric, team, group
 * or league is not the organization's.
 */
export async function readBoard(
	db: Queryable,
	orgId: OrgId,
	query: BoardQuery,
	now: Date
): Promise<Result<BoardReading>> {
	const defined = await defineBoard(db, orgId, query, now);
	return defined.ok ? ok(readingOf(await holdBoard(db, defined.value))) : defined;
}

/** What there is to show of a board that is held. */
export function readingOf(held: HeldBoard): BoardReading {
	return {
		get board() {
			return stateOf(held);
		},
		facts: [...held.listens],
		version: () => versionOf(held),
		top: (count) => rowsOf(held, 0, count),
		place: (id) => placeOn(held, id),
		teamKey: (id) => held.ladder.get(id)?.teamKey ?? null
	};
}
