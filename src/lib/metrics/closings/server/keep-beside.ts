import { sql } from 'drizzle-orm';
import { groupMemberships, teamMemberships } from '#lib/identity/server/index.ts';
import { totals } from '#lib/metrics/activity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import type { Period } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { finalGroupTotals, finalTeamDays, finalTotals } from './schema.ts';
import { teamDays } from './team-days.ts';

/**
 * Keeps what the boards of groups and of teams need beside the final totals, which stand already:
 * people come and go, and a period that closed knows them as they were.
 */
export async function keepBeside(tx: Queryable, orgId: OrgId, period: Period): Promise<void> {
	await keepGroups(tx, orgId, period);
	await tx.execute(sql`
		insert into ${finalTeamDays} (org_id, period_kind, period_start, team_id, days)
		select i.org_id, ${period.kind}, ${period.start}::date, i.team_id,
			${teamDays(period.start, period.end)}
		from ${teamMemberships} i
		where i.org_id = ${orgId} and i.starts_on <= ${period.end}
			and coalesce(i.ends_on, 'infinity') >= ${period.start}
		group by i.org_id, i.team_id`);
}

// Who was in the group all the time brought their final totals, who came or went those of their days.
async function keepGroups(tx: Queryable, orgId: OrgId, { kind, start, end }: Period) {
	const of = sql`${groupMemberships} g
		cross join (select id from ${metrics} where org_id = ${orgId} union all select ${NONE}::uuid) k`;
	const there = sql`g.org_id = ${orgId} and g.starts_on <= ${end}
		and coalesce(g.ends_on, 'infinity') >= ${start}`;
	const whole = sql`(g.starts_on <= ${start} and coalesce(g.ends_on, 'infinity') >= ${end})`;
	await tx.execute(sql`
		insert into ${finalGroupTotals} (org_id, group_id, metric_id, period_kind, period_start, member_id,
			team_id, value, activities, entries)
		select ${orgId}::uuid, group_id, metric_id, ${kind}, ${start}::date, member_id, team_id,
			sum(value)::bigint, sum(activities)::int, sum(entries)::int
		from (
			select g.group_id, t.metric_id, t.member_id, t.team_id, t.value, t.activities, t.entries
			from ${of} join ${finalTotals} t on t.org_id = ${orgId} and t.metric_id = k.id
				and t.member_id = g.member_id and t.period_kind = ${kind} and t.period_start = ${start}
			where ${there} and ${whole}
			union all
			select g.group_id, t.metric_id, t.member_id, t.team_id, t.value, t.activities, t.entries
			from ${of} join ${totals} t on t.org_id = ${orgId} and t.metric_id = k.id
				and t.member_id = g.member_id and t.period_kind = 'day' and t.period_start
					between greatest(g.starts_on, ${start}::date) and least(g.ends_on, ${end}::date)
			where ${there} and not ${whole}
		) brought
		group by group_id, metric_id, member_id, team_id`);
}
