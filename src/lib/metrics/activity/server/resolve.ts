import { sql } from 'drizzle-orm';
import { NONE, type MemberId, type MetricId, type OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import type { Entry } from '../entry.ts';
import { parseWhen, type When } from '../when.ts';
import { shareLedger } from './ledger-lock.ts';

/** What the database knows about an entry: whose it is, of which metric, on which day by which rule. */
export interface Resolved {
	memberId: MemberId | null;
	metricId: MetricId | null;
	unit: Unit | null;
	ruleVersion: number | null;
	pointsPerUnit: string | null;
	dailyCap: bigint | null;
	/** Whether the metric has a guardrail that day, or is the outcome of any. */
	weighed: boolean;
	teamId: string;
	currency: string;
	weekStart: number;
	fiscalStart: number;
	/** The day in the organization's zone; null where `occurredAt` is no date. */
	day: Day | null;
	today: Day;
	occurredAt: Date | null;
}

interface Row {
	i: number;
	member_id: MemberId | null;
	metric_id: MetricId | null;
	unit: Unit | null;
	version: number | null;
	points_per_unit: string | null;
	daily_cap: string | null;
	weighed: boolean | null;
	team_id: string;
	currency: string;
	week_start: number;
	fiscal_start: number;
	day: Day | null;
	today: Day;
	occurred_at: string | null;
}

export interface OrgEntry {
	orgId: OrgId;
	entry: Entry;
}

/**
 * Looks a whole batch up in one query, whatever organizations it mixes; the answers stand in the
 * order asked. A key, reference or e-mail wins over what an admin has said a name means. The local
 * day is decided here, once, by PostgreSQL's own time zone rules. Rules and calendars stay as they
 * are read until the transaction ends.
 */
export async function resolve(tx: Queryable, entries: OrgEntry[], now: Date): Promise<Resolved[]> {
	const whens = entries.map(({ entry }) => parseWhen(entry.occurredAt));
	// The second begins when the first has the lock: they are sent together and run in turn.
	const [, rows] = await together([
		shareLedger(tx, [...new Set(entries.map(({ orgId }) => orgId))]),
		runNamed<Row>(tx, 'resolve-entries', lookUp(entries, whens, now))
	]);
	return rows.map(toResolved);
}

function lookUp(entries: OrgEntry[], whens: (When | undefined)[], now: Date) {
	const column = (values: unknown[]) => sql.param(values);
	return sql`
		select e.i::int, m.id as member_id, k.id as metric_id, k.unit, r.version, r.points_per_unit,
			r.daily_cap, (r.guarded or exists (select from metric_rules g where g.org_id = e.org_id
				and g.guardrail_id = k.id and g.guardrail_allows is not null)) as weighed,
			coalesce(t.team_id, ${NONE}::uuid) as team_id,
			o.currency, o.week_start, o.fiscal_start, d.day::text as day,
			(${now.toISOString()}::timestamptz at time zone o.time_zone)::date::text as today,
			extract(epoch from coalesce(e.at, e.day::timestamp at time zone o.time_zone))::text as occurred_at
		from unnest(
			${column(entries.map(({ orgId }) => orgId))}::uuid[],
			${column(entries.map(({ entry }) => entry.metric))}::text[],
			${column(entries.map(({ entry }) => entry.member))}::text[],
			${column(whens.map((when) => when?.at ?? null))}::timestamptz[],
			${column(whens.map((when) => when?.day ?? null))}::date[]
		) with ordinality as e(org_id, metric, member, at, day, i)
		join organizations o on o.id = e.org_id
		cross join lateral (
			select coalesce(e.day, (e.at at time zone o.time_zone)::date) as day
		) d
		left join lateral (
			select id, unit from metrics where org_id = e.org_id and key = e.metric
			union all
			select metrics.id, unit from name_mappings n join metrics using (org_id)
			where n.org_id = e.org_id and n.kind = 'metric' and n.name = lower(e.metric)
				and metrics.id = n.metric_id
			limit 1
		) k on true
		left join lateral (
			select id from members where org_id = e.org_id and reference = e.member
			union all
			select id from members where org_id = e.org_id and email = lower(e.member)
			union all
			select member_id from name_mappings
			where org_id = e.org_id and kind = 'member' and name = lower(e.member)
			limit 1
		) m on true
		left join lateral (
			select version, points_per_unit, daily_cap, guardrail_allows is not null as guarded
			from metric_rules
			where org_id = e.org_id and metric_id = k.id and effective_from <= d.day
			order by effective_from desc limit 1
		) r on true
		left join lateral (
			select team_id from team_memberships
			where org_id = e.org_id and member_id = m.id and starts_on <= d.day
				and (ends_on is null or ends_on >= d.day)
			order by starts_on desc limit 1
		) t on true
		order by e.i`;
}

function toResolved(row: Row): Resolved {
	return {
		memberId: row.member_id,
		metricId: row.metric_id,
		unit: row.unit,
		ruleVersion: row.version,
		pointsPerUnit: row.points_per_unit,
		dailyCap: row.daily_cap === null ? null : BigInt(row.daily_cap),
		weighed: row.weighed ?? false,
		teamId: row.team_id,
		currency: row.currency,
		weekStart: row.week_start,
		fiscalStart: row.fiscal_start,
		day: row.day,
		today: row.today,
		occurredAt: row.occurred_at === null ? null : new Date(Number(row.occurred_at) * 1000)
	};
}
