import type { Unit } from '#lib/platform/quantity.ts';

/** So many entries within so many minutes are a burst, where they are also far above the usual. */
export const BURST_ENTRIES = 10;
export const BURST_MINUTES = 5;
/** As many in those minutes as in so many hours of the member's own usual. */
export const BURST_HOURS_OF_USUAL = 2;
/** So many equal or round values in a row. */
export const ROUND_IN_A_ROW = 6;
/** Only where the member has as many values before, and at most one in so many of them is like that. */
const ROUND_ONE_IN = 3;
/** Recorded by hand more than so many days after the day it is dated. */
export const BACK_DATED_DAYS = 3;

export interface Burst {
	count: number;
	/** From the first to the last of them, begun minutes. */
	minutes: number;
	/** How many the member has in an hour with any; null where nobody knows yet. */
	usual: number | null;
}

/** The densest few minutes among these times (milliseconds), if they are far above the usual. */
export function findBurst(times: number[], usual: number | null): Burst | null {
	const sorted = [...times].sort((a, b) => a - b);
	let best: [number, number] = [0, -1];
	for (let first = 0, last = 0; last < sorted.length; last++) {
		while (sorted[last]! - sorted[first]! > BURST_MINUTES * 60_000) first++;
		if (last - first > best[1] - best[0]) best = [first, last];
	}
	const count = best[1] - best[0] + 1;
	if (count < BURST_ENTRIES) return null;
	if (usual !== null && count <= BURST_HOURS_OF_USUAL * usual) return null;
	const span = sorted[best[1]]! - sorted[best[0]]!;
	return { count, minutes: Math.max(1, Math.ceil(span / 60_000)), usual };
}

export interface RoundRun {
	count: number;
	/** The value they all have, scaled; null where they are round and differ. */
	equal: bigint | null;
}

/**
 * The run of equal or of round values that these end in, newest last, unless the member's values
 * were like that before: somebody who sells a thing at one price has the same figure every time.
 */
export function findRoundRun(values: bigint[], unit: Unit, scale: number): RoundRun | null {
	if (unit === 'count') return null;
	const newest = values.at(-1);
	if (newest === undefined || newest <= 0n) return null;
	const equal = runOf(values, (value) => value === newest);
	if (equal >= ROUND_IN_A_ROW && isUnusual(values, equal, (value) => value === newest))
		return { count: equal, equal: newest };
	const round = (value: bigint) => isRound(value, unit, scale);
	const rounds = runOf(values, round);
	if (rounds >= ROUND_IN_A_ROW && isUnusual(values, rounds, round))
		return { count: rounds, equal: null };
	return null;
}

/** Money of one figure and noughts from 100 of the currency up, half hours of time. */
export function isRound(value: bigint, unit: Unit, scale: number): boolean {
	if (value <= 0n || unit === 'count') return false;
	if (unit === 'minutes') return value % 30n === 0n;
	return value >= 10n ** BigInt(scale + 2) && /^[1-9]0*$|^[1-9]50*$/.test(value.toString());
}

function runOf(values: bigint[], like: (value: bigint) => boolean): number {
	let run = 0;
	while (run < values.length && like(values[values.length - 1 - run]!)) run++;
	return run;
}

function isUnusual(values: bigint[], run: number, like: (value: bigint) => boolean): boolean {
	const before = values.slice(0, values.length - run);
	if (before.length < ROUND_IN_A_ROW) return false;
	return before.filter(like).length * ROUND_ONE_IN <= before.length;
}
