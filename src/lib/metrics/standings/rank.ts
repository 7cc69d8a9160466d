export interface Rankable {
	id: string;
	name: string;
	/** Scaled integers as decimal strings. */
	value: string;
	before: string | null;
	people: number;
}

export interface Standing<Row> {
	row: Row;
	/** Ties share a rank: 1, 2, 2, 4. */
	rank: number;
	/** Places won (positive) or lost since the end of yesterday; null where there is nothing to compare. */
	movement: number | null;
	/** What is missing to draw level with the next better rank; null at the top. */
	gap: bigint | null;
}

/** Ranks rows by value, best first; those who tie stand in the order of their names. */
export function rank<Row extends Rankable>(rows: readonly Row[]): Standing<Row>[] {
	const sorted = [...rows].sort(
		(a, b) =>
			compare(BigInt(b.value), BigInt(a.value)) ||
			a.name.localeCompare(b.name, 'en') ||
			compare(a.id, b.id)
	);
	const earlier = ranksBefore(rows);
	const standings: Standing<Row>[] = [];
	for (const [index, row] of sorted.entries()) {
		const above = standings[index - 1];
		const ties = above !== undefined && above.row.value === row.value;
		const place = ties ? above.rank : index + 1;
		const was = earlier.get(row.id);
		standings.push({
			row,
			rank: place,
			movement: was === undefined ? null : was - place,
			gap: ties ? above.gap : above ? BigInt(above.row.value) - BigInt(row.value) : null
		});
	}
	return standings;
}

function ranksBefore(rows: readonly Rankable[]): Map<string, number> {
	const values = rows.filter((row) => row.before !== null).map((row) => BigInt(row.before!));
	const sorted = values.sort((a, b) => compare(b, a));
	const ranks = new Map<string, number>();
	for (const row of rows)
		if (row.before !== null && BigInt(row.before) > 0n)
			ranks.set(row.id, firstIndex(sorted, BigInt(row.before)) + 1);
	return ranks;
}

function firstIndex(sortedDescending: bigint[], value: bigint): number {
	let low = 0;
	let high = sortedDescending.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (sortedDescending[middle]! > value) low = middle + 1;
		else high = middle;
	}
	return low;
}

function compare<T extends bigint | string>(a: T, b: T): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
