import type { OrgId } from '#lib/platform/ids.ts';
import { formatDecimal } from '#lib/platform/decimal.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import { scaleOf } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { parseBoardQuery } from '../board-query.ts';
import type { BoardRow, BoardState } from '../board.ts';
import { rank } from '../rank.ts';
import { fairShare } from '../team-figure.ts';
import { readBoard } from './read-board.ts';
import { referencesOf } from './references-of.ts';

const KNOWN = ['metric', 'period', 'at', 'team', 'by'];

/** A board as the API gives it: places, names and exact decimals. */
export async function answerBoard(
	db: Queryable,
	orgId: OrgId,
	params: URLSearchParams,
	now: Date
): Promise<Result<object>> {
	const unknown = [...params.keys()].find((key) => !KNOWN.includes(key));
	if (unknown)
		return refuse(
			'invalid',
			`There is no parameter ${unknown.slice(0, 40)}. Use ${KNOWN.join(', ')}.`
		);
	if (params.getAll('team').includes(''))
		return refuse('invalid', "Give a team's key after team=, or leave it out for everybody.");
	const query = parseBoardQuery(params);
	if (!query)
		return refuse(
			'invalid',
			'Use metric=KEY or points, period=day, week, month or quarter, at=YYYY-MM-DD, team=KEY and by=member or team.'
		);
	const reading = await readBoard(db, orgId, query, now);
	if (!reading.ok) return reading;
	const { board, version, teamKeys } = reading.value;
	const keys = { teams: teamKeys, references: await referencesOf(db, orgId, board) };
	return ok({
		metric: board.metric,
		period: board.period,
		version,
		rows: rank(board.rows, board).map((standing) => toRow(board, standing, keys))
	});
}

/** What the rows are called outside, by their ids. */
interface Keys {
	teams: Map<string, string>;
	references: Map<string, string>;
}

function toRow(
	board: BoardState,
	{ rank, row }: { rank: number; row: BoardRow },
	{ teams, references }: Keys
) {
	const scale = scaleOf(board.unit, board.currency);
	const figure = {
		team: teams.get(row.id) ?? null,
		value: formatDecimal(BigInt(row.value), scale, board.unit === 'points'),
		activities: row.activities
	};
	if (board.by === 'team')
		return {
			rank,
			member: null,
			...figure,
			days: row.days,
			perDay: formatShare(fairShare(row, board), board)
		};
	return { rank, member: { reference: references.get(row.id), name: row.name }, ...figure };
}

// Of pieces the share has tenths; everything else is in the figure's smallest unit.
function formatShare(share: bigint, { unit, currency }: BoardState): string {
	return formatDecimal(share, unit === 'count' ? 1 : scaleOf(unit, currency), unit !== 'money');
}
