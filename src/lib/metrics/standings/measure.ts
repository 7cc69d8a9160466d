import { percentScore, type Measure } from './board-score.ts';
import type { BoardState } from './board.ts';

/** A reader's own measure as page data. */
export interface MeasureData {
	basis: string;
	begun: number;
	of: number;
}

export function readMeasure(data: MeasureData | null): Measure | null {
	return data && { ...data, basis: BigInt(data.basis) };
}

/**
 * A mark for when the reader's row no longer goes by the measure that the page knows (a new day, a new
 * target), another one each time; undefined while it does. Who has no row may have got or lost a
 * measure whenever another number of people is without one.
 */
export function staleMeasure(
	{ rows, rank, today, without }: BoardState,
	data: MeasureData | null,
	me: string
): string | undefined {
	const row = rows.find(({ id }) => id === me);
	if (rank === 'value') return undefined;
	if (!row) return `${today} ${without} without`;
	const measure = readMeasure(data);
	const fits = measure && percentScore(BigInt(row.value), measure, rank).toString() === row.score;
	return fits ? undefined : `${today} ${row.score} ${row.value}`;
}
