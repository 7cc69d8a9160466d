import { byPast, compare } from './divide.ts';
import { LARGEST, type Player, type SeasonResult } from './league.ts';

/** Somebody's season as it ended. */
export interface Ended extends Player {
	league: number;
	/** Scaled integer, in what the season was played for. */
	value: bigint;
	/** Whether anything at all was counted for them in the season. */
	played: boolean;
}

/** A result with where it leads. */
export interface Outcome {
	who: Ended;
	result: SeasonResult;
	/** The league it leads to, before anybody looks at the sizes. */
	leads: number;
}

/** From this size on three change places over a line instead of two. */
const LARGE = 10;
const FEW = 2;
const MANY = 3;

/**
 * Everybody's result and where it leads, best first in each league. Over the line between two
 * leagues as many go up as go down: two, or three where both leagues have ten or more, but never
 * more than a third of those who played, and nobody goes up with nothing.
 *
 * The top league is uncapped: nothing a person brings there is cut off, nobody is moved out of it
 * for being too good, and whoever is in it plays against its own members only. It has no line above
 * it, and the one below it works by the same rule as every other.
 *
 * Who is level at a line is told apart by their last periods before the season, then by who came
 * first. Who recorded nothing in the whole season stays and takes no rank.
 */
export function outcomesOf(ended: readonly Ended[], sizes: readonly number[]): Outcome[] {
	const leagues = sizes.map((_, index) =>
		ended.filter(({ league }) => league === index + 1).sort(bestFirst)
	);
	const lines = linesOf(sizes).map((most, index) =>
		Math.min(most, third(leagues[index]!), third(leagues[index + 1]!), winners(leagues[index + 1]!))
	);
	return leagues.flatMap((league, index) =>
		outcomesIn(league, lines[index - 1] ?? 0, lines[index] ?? 0)
	);
}

/** How many change places over each line, top first: what the leagues' sizes at the start promise. */
export function linesOf(sizes: readonly number[]): number[] {
	return sizes
		.slice(1)
		.map((size, index) => (Math.min(size, sizes[index]!, LARGEST) >= LARGE ? MANY : FEW));
}

function outcomesIn(league: Ended[], up: number, down: number): Outcome[] {
	const ranked = league.filter(({ played }) => played);
	return league.map((who, index) => {
		const goesUp = index < up;
		const goesDown = who.played && index >= ranked.length - down;
		const rank = who.played ? ranked.findIndex(({ value }) => value === who.value) + 1 : null;
		const crossed = goesDown || !up ? down : up;
		return {
			who,
			result: { league: who.league, rank, of: ranked.length, value: who.value, crossed },
			leads: who.league + (goesUp ? -1 : goesDown ? 1 : 0)
		};
	});
}

function bestFirst(a: Ended, b: Ended): number {
	return Number(b.played) - Number(a.played) || compare(b.value, a.value) || byPast(a, b);
}

function third(league: Ended[]): number {
	return Math.floor(league.filter(({ played }) => played).length / 3);
}

function winners(league: Ended[]): number {
	return league.filter(({ played, value }) => played && value > 0n).length;
}
