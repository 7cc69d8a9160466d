import { sql } from 'drizzle-orm';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import { parseDecimal } from '#lib/platform/decimal.ts';
import { periodOf, type Day } from '#lib/platform/period.ts';
import { scaleOf, type Unit } from '#lib/platform/quantity.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { listOrganizations, type Organization } from '#lib/identity/server/index.ts';
import { RATE_SCALE } from '../../metric.ts';
import { factorOf } from '../../score.ts';

/**
 * Computes every total anew from the ledger, organization by organization, each in one transaction
 * that keeps new activities waiting meanwhile. Answers how many totals stand.
 */
export async function rebuildTotals(
	context: Context,
	progress: (sentence: string) => void = () => {}
): Promise<number> {
	let totals = 0;
	for (const organization of await listOrganizations(context.db)) {
		const rebuilt = await context.db.transaction((tx) => rebuildOrganization(tx, organization));
		progress(`${organization.name}: ${rebuilt.toLocaleString('en')} totals.`);
		totals += rebuilt;
		context.announce(organization.id, ['*']);
	}
	return totals;
}

export async function rebuildOrganization(
	tx: Queryable,
	organization: Organization
): Promise<number> {
	await tx.execute(sql`lock table activities in share row exclusive mode`);
	await tx.execute(sql`delete from totals where org_id = ${organization.id}`);
	const calendar = await calendarOfLedger(tx, organization);
	if (!calendar.length) return 0;
	const factors = await factorsOfRules(tx, organization);
	const column = (values: unknown[]) => sql.param(values);
	const result = await tx.execute(sql`
		with periods as (
			select * from unnest(${column(calendar.map((d) => d.day))}::date[],
				${column(calendar.map((d) => d.week))}::date[], ${column(calendar.map((d) => d.month))}::date[],
				${column(calendar.map((d) => d.quarter))}::date[]) as p(day, week, month, quarter)
		), rules as (
			select * from unnest(${column(factors.map((f) => f.metricId))}::uuid[],
				${column(factors.map((f) => f.version))}::int[], ${column(factors.map((f) => f.factor))}::bigint[],
				${column(factors.map((f) => f.cap))}::bigint[]) as r(metric_id, rule_version, factor, cap)
		), days as (
			select metric_id, rule_version, day, member_id, team_id,
				sum(value) as value, sum(sign)::int as activities, count(*)::int as entries
			from activities where org_id = ${organization.id} group by 1, 2, 3, 4, 5
		), scored as (
			select d.*, least(d.value, r.cap) * r.factor as points, p.week, p.month, p.quarter
			from days d join rules r using (metric_id, rule_version) join periods p using (day)
		)
		insert into totals
		select ${organization.id}::uuid, w.metric_id, w.kind, w.start, s.member_id, s.team_id,
			sum(w.value)::bigint, sum(s.activities)::int, sum(s.entries)::int
		from scored s cross join lateral (values
			(s.metric_id, 'day', s.day, s.value), (s.metric_id, 'week', s.week, s.value),
			(s.metric_id, 'month', s.month, s.value), (s.metric_id, 'quarter', s.quarter, s.value),
			(${NONE}::uuid, 'day', s.day, s.points), (${NONE}::uuid, 'week', s.week, s.points),
			(${NONE}::uuid, 'month', s.month, s.points), (${NONE}::uuid, 'quarter', s.quarter, s.points)
		) as w(metric_id, kind, start, value)
		group by w.metric_id, w.kind, w.start, s.member_id, s.team_id`);
	return result.rowCount ?? 0;
}

async function calendarOfLedger(tx: Queryable, organization: Organization) {
	const result = await tx.execute(
		sql`select distinct day::text as day from activities where org_id = ${organization.id}`
	);
	return (result.rows as { day: Day }[]).map(({ day }) => ({
		day,
		week: periodOf('week', day, organization).start,
		month: periodOf('month', day, organization).start,
		quarter: periodOf('quarter', day, organization).start
	}));
}

async function factorsOfRules(tx: Queryable, { id, currency }: { id: OrgId; currency: string }) {
	const result = await tx.execute(sql`
		select metric_id, version, points_per_unit, daily_cap, unit
		from metric_rules join metrics k on k.org_id = metric_rules.org_id and k.id = metric_id
		where k.org_id = ${id}`);
	type Row = {
		metric_id: string;
		version: number;
		points_per_unit: string;
		daily_cap: string | null;
		unit: Unit;
	};
	return (result.rows as Row[]).map((row) => ({
		metricId: row.metric_id,
		version: row.version,
		factor: factorOf(
			parseDecimal(row.points_per_unit, RATE_SCALE) as bigint,
			scaleOf(row.unit, currency)
		),
		cap: row.daily_cap
	}));
}
