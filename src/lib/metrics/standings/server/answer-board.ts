import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { BOARD_PARAMS, parseBoardQuery, type BoardQuery } from '../board-query.ts';
import type { PlacedRow } from '../place-window.ts';
import { boardForApi, type Keys } from './board-for-api.ts';
import type { Boards } from './boards.ts';
import type { BoardReading } from './read-board.ts';
import { findByReference, referencesOf } from './references-of.ts';

const KNOWN: readonly string[] = [...BOARD_PARAMS, 'top', 'around'];
const TOP_AT_MOST = 1000;

/** A board as the API gives it: places, names and exact decimals; whole, its top, or around somebody. */
export async function answerBoard(
	db: Queryable,
	boards: Boards,
	orgId: OrgId,
	params: URLSearchParams
): Promise<Result<object>> {
	const query = readParams(params);
	if (!query.ok) return query;
	const around = params.get('around');
	const member = around ? await findByReference(db, orgId, around) : undefined;
	if (around && !member) return unknownPerson(around);
	const reading = await boards.read(orgId, query.value);
	if (!reading.ok) return reading;
	const { board } = reading.value;
	// Taken at once: a board in memory moves on while the references are looked up.
	const version = reading.value.version();
	const rows = pick(reading.value, params, member);
	const teams = new Map(rows.map(({ id }) => [id, reading.value.teamKey(id)]));
	const ids = board.by === 'team' ? [] : rows.map(({ id }) => id as MemberId);
	const keys: Keys = { teams, references: await referencesOf(db, orgId, ids) };
	return ok(boardForApi({ board, version, rows, keys }));
}

function pick(
	reading: BoardReading,
	params: URLSearchParams,
	member: MemberId | undefined
): PlacedRow[] {
	if (member) return reading.place(member).rows;
	return reading.top(Number(params.get('top') ?? reading.board.size));
}

function readParams(params: URLSearchParams): Result<BoardQuery> {
	const unknown = [...params.keys()].find((key) => !KNOWN.includes(key));
	if (unknown)
		return invalid(`There is no parameter ${unknown.slice(0, 40)}. Use ${KNOWN.join(', ')}.`);
	const empty = ['team', 'group', 'league', 'around'].find((key) =>
		params.getAll(key).includes('')
	);
	if (empty) return invalid(`Say which after ${empty}=, or leave it out.`);
	const query = parseBoardQuery(params);
	if (!query)
		return invalid(
			'Use metric=KEY or points, period=day, week, month or quarter, at=YYYY-MM-DD, one of team=KEY, group=KEY and league=NUMBER, by=member or team, and rank=value, target or improvement. Teams are ranked by value, and all of them.'
		);
	const top = params.get('top');
	if (top !== null && !(/^[1-9]\d{0,3}$/.test(top) && Number(top) <= TOP_AT_MOST))
		return invalid(`After top= stands how many rows you want, 1 to ${TOP_AT_MOST}.`);
	if (params.has('around') && (top !== null || query.by === 'team'))
		return invalid('around= shows one member with their neighbours: leave out top= and by=team.');
	return ok(query);
}

function unknownPerson(around: string) {
	return refuse(
		'missing',
		`Nobody here is called ${around.slice(0, 80)}. Use a person's reference or e-mail.`
	);
}

function invalid(detail: string) {
	return refuse('invalid', detail);
}
