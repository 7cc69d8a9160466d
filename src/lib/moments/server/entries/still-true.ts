import { sql } from 'drizzle-orm';
import { activities, counts } from '#lib/metrics/activity/server/index.ts';
import { goalProgress, goals } from '#lib/metrics/goals/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { momentActivities, moments } from '../schema.ts';

/** The figure at which the step of its goal is reached that a moment is about: its cause says which. */
export const stepOf = sql<string | null>`case
	when ${moments.cause} = 'goal:' || ${goals.id} || ':2' then ${goals.secondTarget}
	when ${moments.cause} = 'goal:' || ${goals.id} || ':3' then ${goals.thirdTarget}
	else ${goals.target} end`;

const cause = sql`substring(${moments.cause} from 10)::uuid`;

// A deal that was corrected is as true as the copy that stands in for it, once its moment says so.
const correctedDeal = sql`exists (select from ${activities}
	join ${metrics} deals on deals.org_id = ${activities.orgId} and deals.id = ${activities.metricId}
	where ${activities.orgId} = ${moments.orgId} and deals.key = 'deals-won'
		and ${activities.memberId} = ${moments.memberId} and ${counts()} and ${activities.id} in (
			with recursive copies as (
				select ${cause} as id
				union all
				select c.id from copies
				join activities c on c.org_id = ${moments.orgId} and c.replaces_id = copies.id
			) select id from copies))`;

// What is behind a win and was taken back, with no copy in its place that says as much.
const goneBehind = sql`exists (select from ${momentActivities} behind
	join activities was on was.org_id = behind.org_id and was.id = behind.activity_id
	where behind.org_id = ${moments.orgId} and behind.moment_id = ${moments.id}
		and exists (select from activities r where r.org_id = was.org_id and r.reverses_id = was.id)
		and not exists (select from ${activities} where ${activities.orgId} = was.org_id
			and ${activities.memberId} = was.member_id and ${activities.metricId} = was.metric_id
			and ${activities.day} = was.day and ${activities.value} >= was.value and ${counts()}
			and ${activities.id} in (
				with recursive copies as (
					select was.id as id
					union all
					select c.id from copies
					join activities c on c.org_id = was.org_id and c.replaces_id = copies.id
				) select id from copies)))`;

/**
 * Where what a moment celebrates has not been taken back since. Joined with its goal and the goal's
 * progress. The case keeps PostgreSQL from reading an activity's id out of another kind of cause.
 */
export const stillTrue = sql`case ${moments.kind}
	when 'deal' then not exists (select from ${activities} r where r.org_id = ${moments.orgId}
		and r.reverses_id = ${cause}) or ${correctedDeal}
	when 'goal' then coalesce(${goalProgress.value} >= ${stepOf}, false)
	when 'work' then not ${goneBehind}
	when 'team' then not ${goneBehind}
	else true end`;
