import { and, eq, gte, lte, type SQL } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { goals, goalsFedBy, type FedGoal } from '#lib/metrics/goals/server/index.ts';
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

function keyOf({ metricId, memberId, teamId, day }: FreshRow): string {
	return [metricId, memberId, teamId, day].join();
}

/** A goal just before and just after one activity. */
export interface Step {
	id: GoalId;
	before: bigint;
	after: bigint;
}

/** The activities, joined with the goal, that move it as this one of them does. */
export function rowsOf(goal: FedGoal, row: FreshRow): SQL | undefined {
	return and(
		eq(activities.orgId, row.orgId),
		eq(activities.metricId, row.metricId),
		gte(activities.day, goals.startsOn),
		lte(activities.day, goals.endsOn),
		goal.scope === 'member' ? eq(activities.memberId, row.memberId) : undefined,
		goal.scope === 'team' ? eq(activities.teamId, row.teamId) : undefined
	);
}
