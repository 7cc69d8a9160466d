import { sql, type SQL } from 'drizzle-orm';
import { NONE, type ActivityId, type OrgId } from '#lib/platform/ids.ts';

interface Of {
	/** Narrows the work `b`. */
	work?: SQL;
	/**
	 * The totals of single days are as exact as the ledger and a hundred times shorter; where the
	 * ledger itself is asked, everything is counted from its rows.
	 */
	from?: 'totals' | 'ledger';
}

/**
 * What members brought to goals that count a metric, by goal and member: rows of `goal_id`,
 * `member_id`, `value` and `activities` (how many stand). `feeds` narrows the goals' feeds `f`.
 */
export function brought(
	orgId: OrgId,
	feeds: SQL,
	{ work = sql`true`, from = 'totals' }: Of = {}
): SQL {
	const parts = [WHOLE[from](orgId), FILTERED[from](orgId)].flatMap((rows, i) =>
		KINDS.map(
			({ feeder, key }) => sql`(
			with fed as materialized (
				select f.* from goal_feeds f where f.org_id = ${orgId} and ${feeder}
					and ${i ? sql`not` : sql``} ${UNFILTERED} and ${feeds}
			)
			select f.goal_id, b.member_id, b.value, b.activities
			from fed f join (${rows}) b on b.metric_id = f.metric_id
				and b.day between f.starts_on and f.ends_on and ${key} ${i ? FILTER : sql``}
			where ${work})`
		)
	);
	return sql`select goal_id, member_id, sum(value)::bigint as value,
			sum(activities)::int as activities
		from (${sql.join(parts, sql` union all `)}) as work group by goal_id, member_id`;
}

// One branch each, so that every one of them is found by its key. The feeds come first, and apart:
// most goals have none of a kind, and then nobody's work is to be looked through for it.
const TEAMS = sql`exists (select from teams t where t.org_id = f.org_id and t.id = f.feeder)`;
const KINDS = [
	{ feeder: sql`f.feeder <> ${NONE} and not ${TEAMS}`, key: sql`b.member_id = f.feeder` },
	{ feeder: TEAMS, key: sql`b.team_id = f.feeder` },
	{ feeder: sql`f.feeder = ${NONE}`, key: sql`true` }
];

/**
 * Where these activities lead: rows of `goal_id`, `crosses_at`, `is_open`, `value` and `at` (when the
 * last of them was recorded), several a goal.
 */
export function ledBy(orgId: OrgId, ids: readonly ActivityId[]): SQL {
	return sql`
	select f.goal_id, f.crosses_at, f.is_open, b.alike as value, b.at
	from (${byFeeder(orgId, sql`id = any(${sql.param([...ids])}::uuid[])`)}) b
	join goal_feeds f on f.org_id = ${orgId} and ${IS_FED}`;
}

/**
 * All that was added to these goals by activities from an id on, whatever was taken back of it: rows of
 * `goal_id` and `value`, of those with any.
 */
export function addedSince(orgId: OrgId, goalIds: readonly string[], least: string): SQL {
	return sql`
	select f.goal_id, sum(b.alike) as value
	from (${byFeeder(orgId, sql`id >= ${least}::uuid and value > 0`)}) b
	join goal_feeds f on f.org_id = ${orgId} and ${IS_FED}
	where f.goal_id = any(${sql.param([...goalIds])}::uuid[])
	group by f.goal_id`;
}

/**
 * Activities by whom they may feed a goal through: the member, the team, everybody. Those that are alike
 * are one row, whose key finds its feeds. Summed before anything is joined to it: of what has just come
 * in the statistics know nothing, and a plan that takes it for one row joins it row by row.
 */
function byFeeder(orgId: OrgId, which: SQL): SQL {
	return sql`
	with rows as materialized (
		select metric_id, member_id, team_id, day, segment, value,
			sum(value) as alike, max(recorded_at) as at
		from activities where org_id = ${orgId} and ${which}
		group by metric_id, member_id, team_id, day, segment, value
	)
	select metric_id, member_id as feeder, day, segment, value, alike, at from rows
	union all
	select metric_id, team_id, day, segment, value, sum(alike), max(at) from rows
	where team_id <> ${NONE} group by metric_id, team_id, day, segment, value
	union all
	select metric_id, ${NONE}::uuid, day, segment, value, sum(alike), max(at) from rows
	group by metric_id, day, segment, value`;
}

const UNFILTERED = sql`(f.segment is null and f.at_least is null)`;
const FILTER = sql`and (f.segment is null or f.segment = b.segment)
	and (f.at_least is null or abs(b.value) >= f.at_least)`;
const IS_FED = sql`f.metric_id = b.metric_id and f.feeder = b.feeder
	and b.day between f.starts_on and f.ends_on ${FILTER}`;

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
