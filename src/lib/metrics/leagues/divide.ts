import type { LeaguePlace, Player } from './league.ts';
import { sizesOf } from './sizes.ts';

/**
 * The first season: everybody by their own last periods, best first, cut into leagues of 6 to 12.
 * Who has no past yet starts in the last league. No places for fewer than six.
 */
export function divide(players: readonly Player[], wished: number): LeaguePlace[] {
	const sorted = [...players].sort(byPast);
	return cut(sorted, sizesOf(players.length, wished)).flatMap((league, index) =>
		league.map(({ memberId, trailing }) => ({
			memberId,
			league: index + 1,
			moved: 'placed' as const,
			reason: trailing === null ? ('new' as const) : ('trailing' as const),
			trailing,
			before: null
		}))
	);
}

/** More in the last periods first, then whoever came first; somebody without a past comes last. */
export function byPast(a: Player, b: Player): number {
	return (
		compare(b.trailing ?? -1n, a.trailing ?? -1n) ||
		compare(a.since, b.since) ||
		compare(a.memberId, b.memberId)
	);
}

export function cut<Item>(items: readonly Item[], sizes: readonly number[]): Item[][] {
	let from = 0;
	return sizes.map((size) => items.slice(from, (from += size)));
}

export function compare<T extends bigint | string | number>(a: T, b: T): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
