import { sql, type SQL } from 'drizzle-orm';
import { readOrganization } from '#lib/identity/server/index.ts';
import { NONE, type GoalId, type OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { NOBODY_KNOWS, type Crossing } from '../../page/reached-lines.ts';

// A goal's page opens in the same time however much feeds it: of more work no crossings are told.
const MOST_ROWS = 20_000;

/**
 * Where the work of a goal took its figure to one of these steps, or below it again, in the order in
 * which it was recorded; of a closed goal what was there then. Of goals that count goals without who
 * did it, and of what they had counted before that was kept without when.
 */
export async function readCrossings(
	db: Queryable,
	orgId: OrgId,
	goalId: GoalId,
	steps: readonly bigint[]
): Promise<Crossing[]> {
	const { timeZone } = await readOrganization(db, orgId);
	const found = await db.execute(sql`
		with work as materialized (
			select * from (${workOf(orgId, goalId, timeZone)}) w limit ${MOST_ROWS + 1}
		), running as (
			select w.*, g.start_value + sum(w.value) over (order by w.position, w.id) as after
			from work w join goals g on g.org_id = ${orgId} and g.id = ${goalId}
		)
		select s.step::text as step, r.value > 0 as "isUp", r.at, r.day::text as day, m.name as by
		from running r
		join unnest(${sql.param(steps.map(String))}::bigint[]) as s(step)
			on (r.after >= s.step) <> (r.after - r.value >= s.step)
		left join members m on m.org_id = ${orgId} and m.id = r.member_id
		where (select count(*) from work) <= ${MOST_ROWS}
		order by r.position, r.id, s.step`);
	const rows = found.rows as (Omit<Crossing, 'step' | 'at'> & {
		step: string;
		at: string | Date | null;
	})[];
	return rows.map(({ step, at, ...row }) => ({
		...{ ...row, step: BigInt(step) },
		at: at === null ? NOBODY_KNOWS : new Date(at)
	}));
}

function workOf(orgId: OrgId, goalId: GoalId, timeZone: string): SQL {
	return sql`
		${fedBy(orgId, goalId, sql`t.member_id = f.feeder`)}
		union all ${fedBy(orgId, goalId, sql`t.team_id = f.feeder and t.team_id <> ${NONE}`)}
		union all ${fedBy(orgId, goalId, sql`f.feeder = ${NONE}`)}
		union all
		select c.id, extract(epoch from c.at), c.amount, c.at, (c.at at time zone ${timeZone})::date,
			c.member_id
		from check_ins c where c.org_id = ${orgId} and c.goal_id = ${goalId}
		union all
		select null, c.position, c.step, c.at, (c.at at time zone ${timeZone})::date, null
		from goal_counts c where c.org_id = ${orgId} and c.goal_id = ${goalId}`;
}

// The days on which there was any tell where in the ledger to look.
function fedBy(orgId: OrgId, goalId: GoalId, feeder: SQL): SQL {
	return sql`
		select a.id, a.position::numeric, a.value, a.recorded_at as at, a.day, a.member_id
		from goal_feeds f
		join goals g on g.org_id = f.org_id and g.id = f.goal_id
		join totals t on t.org_id = f.org_id and t.metric_id = f.metric_id and t.period_kind = 'day'
			and t.period_start between f.starts_on and f.ends_on and ${feeder}
		join activities a on a.org_id = t.org_id and a.member_id = t.member_id
			and a.day = t.period_start and a.metric_id = t.metric_id and a.team_id = t.team_id
		where f.org_id = ${orgId} and f.goal_id = ${goalId}
			and (g.closed_position is null or a.position < g.closed_position)
			and (f.segment is null or f.segment = a.segment)
			and (f.at_least is null or abs(a.value) >= f.at_least)`;
}
