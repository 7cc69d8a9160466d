import { goalsFedBy, type FedGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { FreshRow } from './fresh-rows.ts';

/** The goals that an activity moves, nearest first. */
export type Feeding = (row: FreshRow) => FedGoal[];

/** Asks once for all of these activities; whatever else somebody asks about moves nothing. */
export async function feeding(db: Queryable, orgId: OrgId, rows: FreshRow[]): Promise<Feeding> {
	const works = new Map(rows.map((row) => [keyOf(row), row]));
	const answers = await goalsFedBy(db, orgId, [...works.values()]);
	const fed = new Map([...works.keys()].map((key, i) => [key, answers[i]!]));
	return (row) => fed.get(keyOf(row)) ?? [];
}

function keyOf({ metricId, memberId, teamId, day, segment, value }: FreshRow): string {
	return [metricId, memberId, teamId, day, value, segment].join();
}

/** A goal just before and just after one activity. */
export interface Step {
	id: GoalId;
	before: bigint;
	after: bigint;
}
