import { byFeeder, feeds, type Feed } from '#lib/metrics/goals/feeds.ts';
import type { FedGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { FreshRow } from '../fresh-rows.ts';
import type { Step } from '../feeding.ts';
import type { LateRow } from './late-rows.ts';

/** A goal just before and just after one activity, exactly as it stood when that came in. */
export type Steps = (goal: FedGoal, row: FreshRow, value?: bigint) => Step;

/**
 * What later rows have added is taken off each goal's progress of now.
 *
 * @param leading what leads to each of the goals that will be asked about
 */
export function goalSteps(leading: ReadonlyMap<GoalId, Feed[]>, late: LateRow[]): Steps {
	// Without goals there is nothing to take off, and after a busy hour ten thousand rows to sort for it.
	const latest = leading.size ? [...late].sort((a, b) => (a.position < b.position ? 1 : -1)) : [];
	const by = byFeeder(latest, (row) => row);
	const ledBy = (feed: Feed) => by(feed).filter((row) => leads(feed, row));
	// What everybody feeds leads to several goals alike.
	const known = new Map<string, Suffix>();
	const suffixes = new Map<GoalId, Suffix>();
	for (const [id, its] of leading) {
		const key = its.map((feed) => Object.values(feed).join()).join(';');
		const suffix = known.get(key) ?? suffixOf(its.map(ledBy));
		known.set(key, suffix);
		suffixes.set(id, suffix);
	}
	return (goal, row, value = row.value) => {
		const after = goal.value - (suffixes.get(goal.id)?.(row.position) ?? 0n);
		return { id: goal.id, before: after - value, after };
	};
}

/** A sum of several rows is as large as each of them, not as all. */
function leads(feed: Feed, row: LateRow): boolean {
	return feeds(feed, feed.atLeast === null ? row : { ...row, value: row.size });
}

/** What came in after a place in the ledger. */
type Suffix = (position: bigint) => bigint;

/**
 * What came in after a place in the ledger, as a sum found by halving. Of each feed the latest first:
 * only a pod has several, and its few people's rows are put in order here.
 */
function suffixOf(led: LateRow[][]): Suffix {
	const sorted =
		led.length === 1 ? led[0]! : led.flat().sort((a, b) => (a.position < b.position ? 1 : -1));
	const sums = [0n];
	for (const { value } of sorted) sums.push(sums.at(-1)! + value);
	return (position) => {
		let low = 0;
		let high = sorted.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (sorted[middle]!.position > position) low = middle + 1;
			else high = middle;
		}
		return sums[low]!;
	};
}
