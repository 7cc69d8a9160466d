import { byFeeder, feeds } from '#lib/metrics/goals/feeds.ts';
import { feedsOf, type FedGoal } from '#lib/metrics/goals/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { FreshRow } from '../fresh-rows.ts';
import type { Step } from '../feeding.ts';
import type { LateRow } from './late-rows.ts';

/** A goal just before and just after one activity, exactly as it stood when that came in. */
export type Steps = (goal: FedGoal, row: FreshRow, value?: bigint) => Step;

/**
 * What later rows have added is taken off each goal's progress of now. One query, for the days that
 * the goals last.
 */
export async function goalSteps(
	db: Queryable,
	orgId: OrgId,
	fed: FedGoal[],
	late: LateRow[]
): Promise<Steps> {
	const ids = [...new Set(fed.map(({ id }) => id))];
	const leading = await feedsOf(db, orgId, ids);
	// Without goals there is nothing to take off, and after a busy hour ten thousand rows to sort for it.
	const latest = ids.length ? [...late].sort((a, b) => (a.position < b.position ? 1 : -1)) : [];
	const by = byFeeder(latest, (row) => row);
	const suffixes = new Map(
		ids.map((id) => [
			id,
			suffixOf(leading.get(id)!.map((feed) => by(feed).filter((row) => feeds(feed, row))))
		])
	);
	return (goal, row, value = row.value) => {
		const after = goal.value - (suffixes.get(goal.id)?.(row.position) ?? 0n);
		return { id: goal.id, before: after - value, after };
	};
}

/**
 * What came in after a place in the ledger, as a sum found by halving. Of each feed the latest first:
 * only a pod has several, and its few people's rows are put in order here.
 */
function suffixOf(led: LateRow[][]): (position: bigint) => bigint {
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
