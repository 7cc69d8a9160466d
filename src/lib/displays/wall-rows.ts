import type { Standing } from '#lib/metrics/standings/rank.ts';

const FEWEST = 3;
const MOST = 12;

/**
 * What of a board hangs on the wall: its upper two thirds, at least three and at most twelve rows.
 * A TV never names who is last.
 */
export function wallRows<Row>(standings: readonly Standing<Row>[]): Standing<Row>[] {
	const upper = Math.ceil((standings.length * 2) / 3);
	return standings.slice(0, Math.min(MOST, Math.max(FEWEST, upper)));
}
