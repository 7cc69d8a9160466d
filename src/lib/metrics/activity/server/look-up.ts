import { sql, type SQL } from 'drizzle-orm';
import type { MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { When } from '../when.ts';

/** What the entries of a batch name, each thing once. */
export interface Named {
	orgIds: OrgId[];
	whens: { orgId: OrgId; when: When }[];
	metrics: { orgId: OrgId; name: string }[];
	members: { orgId: OrgId; name: string }[];
}

/** What the database knows of them. `n` is the place of what was named, from 1; what is unknown is left out. */
export interface Found {
	organizations: [OrgId, currency: string, weekStart: number, fiscalStart: number, today: Day][];
	/** The local day, and the instant in seconds. */
	whens: [n: number, day: Day, at: number][];
	metrics: [n: number, MetricId, Unit, isOutcome: boolean][];
	members: [n: number, MemberId][];
	/** Of each metric, the latest first: those that the batch's days may fall under. */
	rules: [
		n: number,
		version: number,
		from: Day,
		pointsPerUnit: string,
		dailyCap: string | null,
		guarded: boolean
	][];
	/** Of each member, the latest first: where they were on some of the batch's days. */
	teams: [n: number, teamId: string, from: Day, until: Day | null][];
}

/** The statement behind `resolve`: one row, each column a list of lines or null for none. */
export function lookUp({ orgIds, whens, metrics, members }: Named, now: Date): SQL {
	return sql`
		with o as materialized (
			select id, time_zone, currency, week_start, fiscal_start,
				(${now.toISOString()}::timestamptz at time zone time_zone)::date as today
			from organizations where id = any(${sql.param(orgIds)}::uuid[])
		), w as materialized (
			select u.n, u.org_id, o.time_zone, u.at, coalesce(u.day, (u.at at time zone o.time_zone)::date) as day
			from unnest(
				${sql.param(whens.map(({ orgId }) => orgId))}::uuid[],
				${sql.param(whens.map(({ when }) => when.at ?? null))}::timestamptz[],
				${sql.param(whens.map(({ when }) => when.day ?? null))}::date[]
			) with ordinality as u(org_id, at, day, n)
			join o on o.id = u.org_id
		), span as materialized (
			select org_id, min(day) as first, max(day) as last from w group by org_id
		), ${named(metrics, members)}
		select
			(select json_agg(json_build_array(id, currency, week_start, fiscal_start, today)) from o)
				as organizations,
			(select json_agg(json_build_array(n, day,
				extract(epoch from coalesce(at, day::timestamp at time zone time_zone)))) from w) as whens,
			(select json_agg(json_build_array(n, id, unit, is_outcome)) from k) as metrics,
			(select json_agg(json_build_array(n, id)) from m) as members,
			(${RULES}) as rules,
			(${TEAMS}) as teams`;
}

// A key, reference or e-mail wins over what an admin has said a name means.
function named(metrics: Named['metrics'], members: Named['members']): SQL {
	const column = (of: { orgId: OrgId; name: string }[], field: 'orgId' | 'name') =>
		sql.param(of.map((one) => one[field]));
	return sql`k as materialized (
		select u.n, u.org_id, found.id, found.unit,
			exists (select from metric_rules g where g.org_id = u.org_id
				and g.guardrail_id = found.id and g.guardrail_allows is not null) as is_outcome
		from unnest(${column(metrics, 'orgId')}::uuid[], ${column(metrics, 'name')}::text[])
			with ordinality as u(org_id, name, n)
		cross join lateral (
			select id, unit from metrics where org_id = u.org_id and key = u.name
			union all
			select metrics.id, unit from name_mappings m join metrics using (org_id)
			where m.org_id = u.org_id and m.kind = 'metric' and m.name = lower(u.name)
				and metrics.id = m.metric_id
			limit 1
		) found
	), m as materialized (
		select u.n, u.org_id, found.id
		from unnest(${column(members, 'orgId')}::uuid[], ${column(members, 'name')}::text[])
			with ordinality as u(org_id, name, n)
		cross join lateral (
			select id from members where org_id = u.org_id and reference = u.name
			union all
			select id from members where org_id = u.org_id and email = lower(u.name)
			union all
			select member_id from name_mappings
			where org_id = u.org_id and kind = 'member' and name = lower(u.name)
			limit 1
		) found
	)`;
}

// Not those that a later one has followed before the first of the days.
const RULES = sql`select json_agg(json_build_array(k.n, r.version, r.effective_from,
		r.points_per_unit::text, r.daily_cap::text, r.guardrail_allows is not null)
		order by k.n, r.effective_from desc)
	from k join span s using (org_id)
	join metric_rules r on r.org_id = k.org_id and r.metric_id = k.id and r.effective_from <= s.last
	where not exists (select from metric_rules later where later.org_id = r.org_id
		and later.metric_id = r.metric_id and later.effective_from > r.effective_from
		and later.effective_from <= s.first)`;

const TEAMS = sql`select json_agg(json_build_array(m.n, t.team_id, t.starts_on, t.ends_on)
		order by m.n, t.starts_on desc)
	from m join span s using (org_id)
	join team_memberships t on t.org_id = m.org_id and t.member_id = m.id
		and t.starts_on <= s.last and (t.ends_on is null or t.ends_on >= s.first)`;
