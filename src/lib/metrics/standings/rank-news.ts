import { ordinal } from '#lib/platform/ordinal.ts';
import type { Rankable, Standing } from './rank.ts';

/**
 * What changed between two looks at a board, in one sentence for those who listen to it: my own
 * place first, then a new leader, then the best-placed who went up. Undefined where no place moved.
 */
export function rankNews<Row extends Rankable>(
	before: readonly Standing<Row>[],
	after: readonly Standing<Row>[],
	me: string | null
): string | undefined {
	const was = new Map(before.map((each) => [each.row.id, each.rank]));
	const mine = after.find((each) => each.row.id === me);
	if (mine && was.get(mine.row.id) !== mine.rank) return ownNews(was.get(mine.row.id), mine.rank);
	const up = after.find((each) => each.rank < (was.get(each.row.id) ?? Infinity));
	if (!up) return undefined;
	return up.rank === 1
		? `${up.row.name} is in first place.`
		: `${up.row.name} is now ${ordinal(up.rank)}.`;
}

/** What of a row is looked at again. */
export interface Placed {
	rank: number;
	row: { id: string; value: string | null };
}

/** The ids of those whose place or value is another one, newcomers with them. */
export function movedIds(before: readonly Placed[], after: readonly Placed[]): string[] {
	const was = new Map(before.map(({ row, rank }) => [row.id, `${rank} ${row.value}`]));
	return after
		.filter(({ row, rank }) => was.get(row.id) !== `${rank} ${row.value}`)
		.map(({ row }) => row.id);
}

function ownNews(was: number | undefined, is: number): string {
	if (was === undefined) return `You are on the board, ${ordinal(is)}.`;
	return `You are now ${ordinal(is)}, ${is < was ? 'up' : 'down'} ${Math.abs(was - is)}.`;
}
