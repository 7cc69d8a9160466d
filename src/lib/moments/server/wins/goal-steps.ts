import { and, eq, inArray } from 'drizzle-orm';
import { goals, type FedGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
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
	const lasting = ids.length ? await readDates(db, orgId, ids) : new Map();
	const suffixes = new Map(
		fed.map((goal) => [goal.id, suffixOf(late.filter((row) => moves(lasting.get(goal.id), row)))])
	);
	return (goal, row, value = row.value) => {
		const after = goal.value - (suffixes.get(goal.id)?.(row.position) ?? 0n);
		return { id: goal.id, before: after - value, after };
	};
}

type Lasting = Pick<
	typeof goals.$inferSelect,
	'metricId' | 'teamId' | 'memberId' | 'startsOn' | 'endsOn'
>;

async function readDates(
	db: Queryable,
	orgId: OrgId,
	ids: GoalId[]
): Promise<Map<GoalId, Lasting>> {
	const rows = await db
		.select({
			id: goals.id,
			metricId: goals.metricId,
			teamId: goals.teamId,
			memberId: goals.memberId,
			startsOn: goals.startsOn,
			endsOn: goals.endsOn
		})
		.from(goals)
		.where(and(eq(goals.orgId, orgId), inArray(goals.id, ids)));
	return new Map(rows.map((row) => [row.id, row]));
}

function moves(goal: Lasting | undefined, row: LateRow): boolean {
	return (
		!!goal &&
		goal.metricId === row.metricId &&
		goal.startsOn <= row.day &&
		row.day <= goal.endsOn &&
		(goal.teamId === null || goal.teamId === row.teamId) &&
		(goal.memberId === null || goal.memberId === row.memberId)
	);
}

/** What came in after a place in the ledger, as a sum: sorted once, then found by halving. */
function suffixOf(rows: LateRow[]): (position: bigint) => bigint {
	const sorted = [...rows].sort((a, b) => (a.position < b.position ? 1 : -1));
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
