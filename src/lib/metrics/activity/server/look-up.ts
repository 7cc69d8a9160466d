import { sql, type SQL } from 'drizzle-orm';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import type { Entry } from '../entry.ts';
import type { When } from '../when.ts';

export interface OrgEntry {
	orgId: OrgId;
	entry: Entry;
}

/** The statement behind `resolve`: entries in, what the database knows about each, in their order. */
export function lookUp(entries: OrgEntry[], whens: (When | undefined)[], now: Date): SQL {
	const column = (values: unknown[]) => sql.param(values);
	return sql`
		with e as materialized (
			select u.*, coalesce(u.day, (u.at at time zone o.time_zone)::date) as local_day,
				o.time_zone, o.currency, o.week_start, o.fiscal_start
			from unnest(
				${column(entries.map(({ orgId }) => orgId))}::uuid[],
				${column(entries.map(({ entry }) => entry.metric))}::text[],
				${column(entries.map(({ entry }) => entry.member))}::text[],
				${column(whens.map((when) => when?.at ?? null))}::timestamptz[],
				${column(whens.map((when) => when?.day ?? null))}::date[]
			) with ordinality as u(org_id, metric, member, at, day, i)
			join organizations o on o.id = u.org_id
		), ${NAMED}
		select e.i::int, m.id as member_id, k.id as metric_id, k.unit, r.version, r.points_per_unit,
			r.daily_cap, (r.guarded or k.is_outcome) as weighed,
			coalesce(t.team_id, ${NONE}::uuid) as team_id,
			e.currency, e.week_start, e.fiscal_start, e.local_day::text as day,
			(${now.toISOString()}::timestamptz at time zone e.time_zone)::date::text as today,
			extract(epoch from coalesce(e.at, e.local_day::timestamp at time zone e.time_zone))::text as occurred_at
		from e
		left join k on k.org_id = e.org_id and k.metric = e.metric
		left join m on m.org_id = e.org_id and m.member = e.member
		left join r on r.org_id = e.org_id and r.metric = e.metric and r.local_day = e.local_day
		left join t on t.org_id = e.org_id and t.member = e.member and t.local_day = e.local_day
		order by e.i`;
}

// Each name once, however often a batch says it.
const NAMED = sql`k as materialized (
		select n.org_id, n.metric, found.id, found.unit,
			exists (select from metric_rules g where g.org_id = n.org_id
				and g.guardrail_id = found.id and g.guardrail_allows is not null) as is_outcome
		from (select distinct org_id, metric from e) n cross join lateral (
			select id, unit from metrics where org_id = n.org_id and key = n.metric
			union all
			select metrics.id, unit from name_mappings m join metrics using (org_id)
			where m.org_id = n.org_id and m.kind = 'metric' and m.name = lower(n.metric)
				and metrics.id = m.metric_id
			limit 1
		) found
	), m as materialized (
		select n.org_id, n.member, found.id
		from (select distinct org_id, member from e) n cross join lateral (
			select id from members where org_id = n.org_id and reference = n.member
			union all
			select id from members where org_id = n.org_id and email = lower(n.member)
			union all
			select member_id from name_mappings
			where org_id = n.org_id and kind = 'member' and name = lower(n.member)
			limit 1
		) found
	), r as materialized (
		select n.org_id, n.metric, n.local_day, found.*
		from (select distinct e.org_id, e.metric, e.local_day, k.id from e join k using (org_id, metric)) n
		cross join lateral (
			select version, points_per_unit, daily_cap, guardrail_allows is not null as guarded
			from metric_rules
			where org_id = n.org_id and metric_id = n.id and effective_from <= n.local_day
			order by effective_from desc limit 1
		) found
	), t as materialized (
		select n.org_id, n.member, n.local_day, found.*
		from (select distinct e.org_id, e.member, e.local_day, m.id from e join m using (org_id, member)) n
		cross join lateral (
			select team_id from team_memberships
			where org_id = n.org_id and member_id = n.id and starts_on <= n.local_day
				and (ends_on is null or ends_on >= n.local_day)
			order by starts_on desc limit 1
		) found
	)`;
