import { sql, type SQL } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { goalsFedBy, type FedGoal } from '#lib/metrics/goals/server/index.ts';
import { NONE, type GoalId, type OrgId } from '#lib/platform/ids.ts';
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

/** The activities that move this goal, each kind of feeder found by its own way. */
export function fedTo(orgId: OrgId, goalId: GoalId): SQL {
	const by = (feeder: SQL) => sql`
		select b.id from goal_feeds f join activities b on b.org_id = f.org_id
			and b.metric_id = f.metric_id and b.day between f.starts_on and f.ends_on and ${feeder}
			and (f.segment is null or f.segment = b.segment)
			and (f.at_least is null or abs(b.value) >= f.at_least)
		where f.org_id = ${orgId} and f.goal_id = ${goalId}`;
	return sql`${activities.id} in (${by(sql`b.member_id = f.feeder`)}
		union all ${by(sql`b.team_id = f.feeder and b.team_id <> ${NONE}`)}
		union all ${by(sql`f.feeder = ${NONE}`)})`;
}
