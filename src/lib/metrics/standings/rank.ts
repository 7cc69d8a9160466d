import { compareScores, gapTo, scoreOf, type Ranking } from './board-score.ts';
import type { BoardRow } from './board.ts';

export type Rankable = Pick<BoardRow, 'id' | 'name' | 'value' | 'score' | 'days' | 'was'>;

export interface Standing<Row> {
	row: Row;
	/** Ties share a rank: 1, 2, 2, 4. */
	rank: number;
	/** Places won (positive) or lost since the end of yesterday; null where there is nothing to compare. */
	movement: number | null;
	/** The least that, added to the value, draws level with the next better rank; null at the top. */
	gap: bigint | null;
}

const BY_VALUE: Ranking = { by: 'member', rank: 'value' };

/** Ranks rows by their exact score, best first; those who tie stand in the order of their names. */
export function rank<Row extends Rankable>(
	rows: readonly Row[],
	ranking: Ranking = BY_VALUE
): Standing<Row>[] {
	const scored = rows.map((row) => ({ row, score: scoreOf(row, ranking) }));
	scored.sort((a, b) => compareScores(a.score, b.score) || byName(a.row, b.row));
	const standings: Standing<Row>[] = [];
	for (const [index, { row, score }] of scored.entries()) {
		const above = standings[index - 1];
		const ties = above !== undefined && compareScores(scored[index - 1]!.score, score) === 0;
		const place = ties ? above.rank : index + 1;
		const next = scored[place - 2]?.score;
		standings.push({
			row,
			rank: place,
			movement: row.was === null ? null : row.was - place,
			gap: next ? gapTo(next, score) : null
		});
	}
	return standings;
}

const names = new Intl.Collator('en');

/** The order of those who tie. */
export function byName(a: Pick<BoardRow, 'id' | 'name'>, b: Pick<BoardRow, 'id' | 'name'>): number {
	return names.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
