import type { MemberId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { BoardState } from '../board.ts';
import { createLadder, type Ladder } from '../ladder.ts';
import { factsOf } from './board-facts.ts';
import type { BoardDefinition } from './define-board.ts';
import { measureOf, readBases } from './read-bases.ts';
import { readFigures, type Figure } from './read-figures.ts';
import { readNames, type Named } from './read-names.ts';
import { readTeamDays, type TeamDays } from './read-team-days.ts';
import { memberStandee, teamStandee, type Standee } from './standee.ts';

/** A board as this process holds it: everybody on it in order, and what it takes to move some of them. */
export interface HeldBoard {
	definition: BoardDefinition;
	/** What moves it; see `Announce`. */
	listens: ReadonlySet<string>;
	ladder: Ladder<Standee>;
	/** Who would stand on it, had they something to be measured by. */
	without: Set<string>;
	/** What was made of it since its last change. */
	shown: { board?: BoardState; version?: string };
	names: Map<MemberId, Named>;
	/** Where teams are ranked: team id → member id → figure, and the teams' days. */
	byTeam: Map<string, Map<MemberId, Figure>>;
	days: Map<string, TeamDays>;
}

/** Reads a whole board. */
export async function holdBoard(db: Queryable, definition: BoardDefinition): Promise<HeldBoard> {
	const held: HeldBoard = {
		definition,
		listens: new Set(factsOf(definition)),
		ladder: createLadder(),
		without: new Set(),
		shown: {},
		names: new Map(),
		byTeam: new Map(),
		days: definition.head.by === 'team' ? await readTeamDays(db, definition) : new Map()
	};
	await readAgain(db, held, null);
	return held;
}

/**
 * Reads the figures of some members again, by the same statements, and puts them where they stand
 * now. Nothing of the board changes before everything is read.
 */
export async function readAgain(
	db: Queryable,
	held: HeldBoard,
	members: MemberId[] | null
): Promise<void> {
	const [figures, bases] = await Promise.all([
		readFigures(db, held.definition, members),
		readBases(db, held.definition, members)
	]);
	const byMember = groupByMember(figures);
	const ids = members ?? [...byMember.keys()];
	if (held.definition.head.by === 'team') moveTeams(held, ids, figures);
	else {
		const unnamed = [...byMember.keys()].filter((id) => !held.names.has(id));
		const names = await readNames(db, held.definition.orgId, unnamed);
		for (const id of unnamed) held.names.set(id, names.get(id)!);
		moveMembers(held, ids, byMember, bases);
	}
	held.shown = {};
}

function groupByMember(figures: Figure[]): Map<MemberId, Figure[]> {
	const groups = new Map<MemberId, Figure[]>();
	for (const figure of figures) {
		const group = groups.get(figure.memberId);
		if (group) group.push(figure);
		else groups.set(figure.memberId, [figure]);
	}
	return groups;
}

function moveMembers(
	held: HeldBoard,
	ids: MemberId[],
	byMember: Map<MemberId, Figure[]>,
	bases: Map<MemberId, bigint>
): void {
	const { definition, ladder, without, names } = held;
	const measured = definition.head.rank !== 'value';
	const standing: Standee[] = [];
	const gone: string[] = [];
	for (const id of ids) {
		const figures = byMember.get(id) ?? [];
		const measure = measureOf(definition, bases.get(id));
		const counts = figures.reduce((sum, { activities }) => sum + activities, 0) > 0;
		const stands = counts && (!measured || measure !== null);
		if (stands) standing.push(memberStandee(definition, id, names.get(id)!, figures, measure));
		else gone.push(id);
		if (counts && !stands) without.add(id);
		else without.delete(id);
	}
	ladder.remove(gone);
	ladder.put(standing);
}

function moveTeams(held: HeldBoard, ids: MemberId[], figures: Figure[]): void {
	const { definition, ladder, byTeam, days } = held;
	const touched = new Set<string>();
	for (const [team, members] of byTeam)
		for (const id of ids) if (members.delete(id)) touched.add(team);
	for (const figure of figures) {
		const members = byTeam.get(figure.teamId) ?? new Map<MemberId, Figure>();
		byTeam.set(figure.teamId, members.set(figure.memberId, figure));
		touched.add(figure.teamId);
	}
	for (const id of touched) {
		const none = { days: 0, before: 0 };
		const team = teamStandee(definition, id, days.get(id) ?? none, [...byTeam.get(id)!.values()]);
		if (team && team.activities > 0) ladder.put([team]);
		else ladder.remove([id]);
	}
}
