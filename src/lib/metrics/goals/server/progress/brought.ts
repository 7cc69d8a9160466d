import { sql, type SQL } from 'drizzle-orm';
import { NONE, type ActivityId, type OrgId } from '#lib/platform/ids.ts';

/**
 * What members brought to goals that count a metric, by goal and member: rows of `goal_id`,
 * `member_id`, `value` and `activities` (how many stand). `which` narrows the goals' feeds `f` and
 * the work `b`.
 *
 * The totals of single days are as exact as the ledger and a hundred times shorter; where the ledger
 * itself is asked, everything is counted from its rows.
 */
export function brought(orgId: OrgId, which: SQL, from: 'totals' | 'ledger' = 'totals'): SQL {
	const parts = [WHOLE[from](orgId), FILTERED[from](orgId)].flatMap((work, i) =>
		KEYS.map(
			(key) => sql`
			select f.goal_id, b.member_id, b.value, b.activities
			from goal_feeds f join (${work}) b on b.metric_id = f.metric_id
				and b.day between f.starts_on and f.ends_on and ${key} ${i ? FILTER : sql``}
			where f.org_id = ${orgId} and ${i ? sql`not` : sql``} ${UNFILTERED} and ${which}`
		)
	);
	return sql`select goal_id, member_id, sum(value)::bigint as value,
			sum(activities)::int as activities
		from (${sql.join(parts, sql` union all `)}) as work group by goal_id, member_id`;
}

// One branch each, so that every one of them is found by its key.
const KEYS = [
	sql`b.member_id = f.feeder`,
	sql`b.team_id = f.feeder and b.team_id <> ${NONE}`,
	sql`f.feeder = ${NONE}`
];

/**
 * Where these activities lead: rows of `goal_id`, `crosses_at`, `is_open`, `value` and `at` (when the
 * last of them was recorded), several a goal.
 * Activities that are alike are looked up together, by their feeder, and those that feed nothing not
 * at all, so that it costs what they feed and not what goals there are.
 */
export function ledBy(orgId: OrgId, ids: readonly ActivityId[]): SQL {
	return sql`
	select f.goal_id, f.crosses_at, f.is_open, b.alike as value, b.at
	from (
		select a.metric_id, k.feeder, a.day, a.segment, a.value, sum(a.value) as alike,
			max(a.recorded_at) as at
		from activities a cross join lateral
			(values (a.member_id), (nullif(a.team_id, ${NONE})), (${NONE})) as k(feeder)
		where a.org_id = ${orgId} and a.id = any(${sql.param([...ids])}::uuid[])
			and exists (select from goal_feeds f
				where f.org_id = ${orgId} and f.metric_id = a.metric_id and f.feeder = k.feeder)
		group by a.metric_id, k.feeder, a.day, a.segment, a.value
	) b join goal_feeds f on f.org_id = ${orgId} and f.metric_id = b.metric_id
		and f.feeder = b.feeder and b.day between f.starts_on and f.ends_on ${FILTER}`;
}

const UNFILTERED = sql`(f.segment is null and f.at_least is null)`;
const FILTER = sql`and (f.segment is null or f.segment = b.segment)
	and (f.at_least is null or abs(b.value) >= f.at_least)`;

const WHOLE: Record<'totals' | 'ledger', (orgId: OrgId) => SQL> = {
	totals: (orgId) => sql`
		select metric_id, period_start as day, team_id, member_id, value, activities
		from totals where org_id = ${orgId} and period_kind = 'day'`,
	ledger: (orgId) => sql`
		select metric_id, day, team_id, member_id, sum(value) as value, sum(sign) as activities
		from activities where org_id = ${orgId} group by metric_id, day, team_id, member_id`
};

const FILTERED: Record<'totals' | 'ledger', (orgId: OrgId) => SQL> = {
	// The days on which there was any tell where in the ledger to look.
	totals: (orgId) => sql`
		select t.metric_id, t.period_start as day, t.team_id, t.member_id, a.segment, a.value,
			a.sign as activities
		from totals t join activities a on a.org_id = t.org_id and a.member_id = t.member_id
			and a.day = t.period_start and a.metric_id = t.metric_id and a.team_id = t.team_id
		where t.org_id = ${orgId} and t.period_kind = 'day'`,
	ledger: (orgId) => sql`
		select metric_id, day, team_id, member_id, segment, value, sign as activities
		from activities where org_id = ${orgId}`
};
