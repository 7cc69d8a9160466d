import type { Standing } from '#lib/metrics/standings/rank.ts';

const FEWEST = 3;
const MOST = 12;

/**
 * What of a board hangs on the wall: at most its upper two thirds, at least three and at most twelve
 * rows, since a TV never names who is last. People who tie are shown together or not at all, unless
 * fewer than three rows would be left.
 */
export function wallRows<Row>(standings: readonly Standing<Row>[]): Standing<Row>[] {
	const upper = Math.floor((standings.length * 2) / 3);
	const length = Math.min(MOST, Math.max(FEWEST, upper));
	const split = standings[length]?.rank;
	const whole = standings.slice(0, length).filter(({ rank }) => rank !== split);
	return whole.length >= FEWEST ? whole : standings.slice(0, length);
}
