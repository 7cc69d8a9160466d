import { sql, type SQL } from 'drizzle-orm';
import { NONE, type GoalId, type MetricId, type OrgId } from '#lib/platform/ids.ts';
import type { Period } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Done } from '../alignment.ts';
import type { Whose } from '../whose.ts';
import { leading } from './leading.ts';
import type { DayRule } from './read-day-rules.ts';

/** What was done in a metric, with the goals that lead to the organization's and are fed by it. */
export type Fed = Done & { goals: { id: GoalId; title: string }[] };

/**
 * The work of a member, a team or everybody in a period by metric, and how much of it feeds a chain
 * that reaches an organizational goal: `alignmentOf` as one statement. Days count whole where a goal
 * takes all of a metric; the ledger is asked only for goals with a segment or a least value.
 */
export async function readWork(
	db: Queryable,
	orgId: OrgId,
	whose: Whose,
	period: Pick<Period, 'start' | 'end'>,
	ground: { timeZone: string; rules: DayRule[] }
): Promise<Fed[]> {
	const found = await db.execute(sql`
		with recursive ${leading(orgId)}, ${feedsOf(orgId, period, ground.timeZone)},
		${daysOf(orgId, whose, period)}, ${feeding(orgId)}, ${naming(orgId)}
		select d.metric_id, coalesce(min(n.goals::text), '[]') as goals,
			${sums('d')}, ${sums('f')}
		from days d
		join ${rulesOf(ground.rules)} on r.metric_id = d.metric_id and r.effective_from <= d.day
			and (r.effective_until is null or d.day < r.effective_until)
		left join fed f on f.metric_id = d.metric_id and f.day = d.day
			and f.member_id = d.member_id and f.team_id = d.team_id
		left join named n on n.metric_id = d.metric_id
		group by d.metric_id`);
	return (found.rows as unknown as Row[]).map(toFed);
}

// A goal that is closed was fed until that day.
function feedsOf(orgId: OrgId, period: Pick<Period, 'start' | 'end'>, timeZone: string): SQL {
	return sql`feeds as materialized (
			select f.goal_id, f.metric_id, f.feeder, f.starts_on, f.segment, f.at_least,
				least(f.ends_on, (g.closed_at at time zone ${timeZone})::date) as ends_on
			from goal_feeds f
			join lead on lead.id = f.goal_id
			join goals g on g.org_id = f.org_id and g.id = f.goal_id
			where f.org_id = ${orgId} and f.starts_on <= ${period.end} and f.ends_on >= ${period.start}
		)`;
}

/** `days`: what was done, a member's day in a metric a row. */
function daysOf(orgId: OrgId, whose: Whose, period: Pick<Period, 'start' | 'end'>): SQL {
	return sql`days as (
			select t.metric_id, t.period_start as day, t.member_id, t.team_id, t.value, t.activities
			from totals t
			where t.org_id = ${orgId} and t.period_kind = 'day' and t.metric_id <> ${NONE}
				and t.period_start between ${period.start} and ${period.end} and ${done(whose)}
		)`;
}

/** `touched`: days with the goals that take of them. `fed`: what of each day feeds any, once. */
function feeding(orgId: OrgId): SQL {
	return sql`touched as (
			select distinct d.*, f.goal_id, f.segment, f.at_least
			from days d
			cross join lateral (values (${NONE}::uuid), (d.team_id), (d.member_id)) as w(feeder)
			join feeds f on f.metric_id = d.metric_id and f.feeder = w.feeder
				and d.day between f.starts_on and f.ends_on
		), lines as (
			select t.metric_id, t.day, t.member_id, t.team_id, t.goal_id, a.id, a.value, a.sign
			from touched t
			join activities a on a.org_id = ${orgId} and a.member_id = t.member_id and a.day = t.day
				and a.metric_id = t.metric_id and a.team_id = t.team_id
			where (t.segment is not null or t.at_least is not null)
				and (t.segment is null or t.segment = a.segment)
				and (t.at_least is null or abs(a.value) >= t.at_least)
		), whole as (
			select distinct metric_id, day, member_id, team_id, value, activities
			from touched where segment is null and at_least is null
		), fed as (
			select * from whole
			union all
			select metric_id, day, member_id, team_id, sum(value)::bigint, sum(sign)::int
			from (
				select distinct metric_id, day, member_id, team_id, id, value, sign from lines l
				where not exists (
					select from whole w where w.metric_id = l.metric_id and w.day = l.day
						and w.member_id = l.member_id and w.team_id = l.team_id
				)
			) as once
			group by metric_id, day, member_id, team_id
		)`;
}

/** `named`: the goals that each metric's work feeds. */
function naming(orgId: OrgId): SQL {
	return sql`named as (
			select metric_id, jsonb_agg(jsonb_build_object('id', id, 'title', title) order by title, id)
				as goals
			from (
				select distinct t.metric_id, g.id, g.title
				from (
					select metric_id, goal_id from touched
					where segment is null and at_least is null and activities > 0
					union select metric_id, goal_id from lines group by metric_id, goal_id
						having sum(sign) > 0
				) as t
				join goals g on g.org_id = ${orgId} and g.id = t.goal_id
			) as each
			group by metric_id
		)`;
}

function done(whose: Whose): SQL {
	if (whose.kind === 'everyone') return sql`true`;
	return whose.kind === 'team' ? sql`t.team_id = ${whose.id}` : sql`t.member_id = ${whose.id}`;
}

function rulesOf(rules: DayRule[]): SQL {
	const column = (type: string, of: (rule: DayRule) => unknown) =>
		sql`${sql.param(rules.map(of))}::${sql.raw(type)}[]`;
	return sql`unnest(
			${column('uuid', (rule) => rule.metricId)}, ${column('date', (rule) => rule.from)},
			${column('date', (rule) => rule.until)}, ${column('bigint', (rule) => rule.factor)},
			${column('bigint', (rule) => rule.dailyCap)}
		) as r(metric_id, effective_from, effective_until, factor, cap)`;
}

function sums(part: 'd' | 'f'): SQL {
	const of = sql.raw(part);
	return sql`coalesce(sum(${of}.value), 0)::text as ${sql.raw(`${part}_value`)},
			coalesce(sum(${of}.activities), 0)::int as ${sql.raw(`${part}_activities`)},
			coalesce(sum(least(coalesce(${of}.value, 0), r.cap) * r.factor), 0)::text as ${sql.raw(`${part}_points`)}`;
}

interface Row {
	metric_id: MetricId;
	goals: string;
	d_value: string;
	d_activities: number;
	d_points: string;
	f_value: string;
	f_activities: number;
	f_points: string;
}

function toFed(row: Row): Fed {
	return {
		metricId: row.metric_id,
		goals: JSON.parse(row.goals) as Fed['goals'],
		all: {
			value: BigInt(row.d_value),
			activities: row.d_activities,
			points: BigInt(row.d_points)
		},
		fed: {
			value: BigInt(row.f_value),
			activities: row.f_activities,
			points: BigInt(row.f_points)
		}
	};
}
