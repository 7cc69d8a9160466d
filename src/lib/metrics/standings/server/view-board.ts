import { createHash } from 'node:crypto';
import { SHOWN, WHOLE, type BoardRow, type BoardState } from '../board.ts';
import { NEIGHBOURS, type PlacedRow, type PlaceState } from '../place-window.ts';
import type { HeldBoard } from './hold-board.ts';
import type { Standee } from './standee.ts';

/** The board as every viewer shares it, made once for all of them. */
export function stateOf(held: HeldBoard): BoardState {
	return (held.shown.board ??= makeState(held));
}

/** From one position (0 is the best) up to another, best first, with their places. */
export function rowsOf(held: HeldBoard, from: number, to: number): PlacedRow[] {
	const { ladder } = held;
	return ladder
		.slice(from, to)
		.map((standee) => ({ ...toRow(held, standee), rank: ladder.rank(standee) }));
}

/** The window around a member, or a team where teams are ranked. */
export function placeOn(held: HeldBoard, id: string): PlaceState {
	const { ladder } = held;
	const standee = ladder.get(id);
	if (!standee) return { size: ladder.size, rank: null, rows: [] };
	const at = ladder.position(standee);
	const rows = rowsOf(held, at - NEIGHBOURS, at + NEIGHBOURS + 1);
	return { size: ladder.size, rank: ladder.rank(standee), rows };
}

/** Another one whenever anything on the board is: a name for exactly these figures. */
export function versionOf(held: HeldBoard): string {
	return (held.shown.version ??= makeVersion(held));
}

function makeState(held: HeldBoard): BoardState {
	const { definition, ladder, without } = held;
	const shown = ladder.size > WHOLE ? SHOWN : WHOLE;
	const rows = ladder.slice(0, shown).map((standee) => toRow(held, standee));
	return { ...definition.head, size: ladder.size, without: without.size, rows };
}

function makeVersion({ definition, ladder, without }: HeldBoard): string {
	const { today: _, ...head } = definition.head;
	const hash = createHash('sha256').update(JSON.stringify([head, without.size]));
	for (const { id, name, teamKey, value, activities, score, days, late } of ladder.slice(
		0,
		ladder.size
	))
		hash.update(`\n${id} ${value} ${activities} ${score.value} ${days} ${late} ${teamKey} ${name}`);
	return hash.digest('hex').slice(0, 16);
}

function toRow({ definition, ladder }: HeldBoard, standee: Standee): BoardRow {
	const { id, name, colour, team, value, activities, score, days, late } = standee;
	return {
		...{ id, name, colour, team, value: value.toString(), activities },
		was: ladder.was(standee),
		score: definition.head.rank === 'value' ? null : score.value.toString(),
		days,
		late: late === 0n ? null : late.toString()
	};
}
