import { groupedBy } from '#lib/platform/grouped-by.ts';
import { sql, type SQL } from 'drizzle-orm';
import type { MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { LateRow } from './late-rows.ts';

/** Whose past in which metric, up to and with what came in at `position` on `day`. */
export interface Asked {
	memberId: MemberId;
	metricId: MetricId;
	day: Day;
	position: bigint;
	week: Day;
	month: Day;
}

/** Sums hold the win itself; the best ones are those of earlier days, weeks and months. */
export interface Past {
	ever: bigint;
	today: bigint;
	week: bigint;
	month: bigint;
	best: Record<'day' | 'week' | 'month', { value: bigint; of: number }>;
	/** The weeks before this one, the latest first; without those that had nothing. */
	weeks: { week: Day; value: bigint }[];
	/** The days worked within the last year or so, this one with them. */
	days: Day[];
}

interface Found {
	ever: string;
	today: string;
	week: string;
	month: string;
	best_day: string;
	of_days: number;
	best_week: string;
	of_weeks: number;
	best_month: string;
	of_months: number;
	weeks: { week: Day; value: string }[] | null;
	days: Day[] | null;
}

/**
 * The pasts that are asked for, each in its place: one query over the totals of days, however many.
 * What came in later is taken off again. Wins of one person, metric and day share a look at the past.
 */
export async function readPasts(
	db: Queryable,
	orgId: OrgId,
	asked: Asked[],
	late: LateRow[],
	weekStart: number
): Promise<Past[]> {
	const byWhom = groupedBy(
		late.filter(({ stands }) => stands),
		whoseOf
	);
	const news = asked.map((each) =>
		(byWhom.get(whoseOf(each)) ?? []).filter(
			({ day, cameIn }) => day <= each.day && cameIn > each.position
		)
	);
	// Only where a day of the past has got something since, it is another past for every win.
	const keys = asked.map((each, index) => {
		const differs = news[index]!.some(({ day }) => day < each.day);
		return [whoseOf(each), each.day, differs ? each.position : ''].join();
	});
	const places = new Map<string, number>();
	const firsts: number[] = [];
	for (const [index, key] of keys.entries())
		if (!places.has(key)) places.set(key, firsts.push(index) - 1);
	const shared = await sharedPasts(
		db,
		orgId,
		firsts.map((index) => asked[index]!),
		firsts.flatMap((index, n) =>
			news[index]!.filter(({ day }) => day < asked[index]!.day).map((row) => ({ n: n + 1, ...row }))
		),
		weekStart
	);
	return asked.map((each, index) => {
		const today = news[index]!.filter(({ day }) => day === each.day);
		return without(shared[places.get(keys[index]!)!]!, today);
	});
}

function whoseOf({ memberId, metricId }: { memberId: string; metricId: string }): string {
	return `${memberId},${metricId}`;
}

function without(past: Past, later: { value: bigint }[]): Past {
	const sum = later.reduce((all, { value }) => all + value, 0n);
	const { ever, today, week, month } = past;
	return { ...past, ever: ever - sum, today: today - sum, week: week - sum, month: month - sum };
}

/** A row that came in after the win of the n-th past, and belongs to an earlier day. */
type Since = Pick<LateRow, 'day' | 'value'> & { n: number };

async function sharedPasts(
	db: Queryable,
	orgId: OrgId,
	asked: Asked[],
	news: Since[],
	weekStart: number
): Promise<Past[]> {
	if (!asked.length) return [];
	const found = await db.execute(sql`
		with ${askedAndMoved(orgId, asked, news)}
		, days as (
			select n, day, date_trunc('month', day)::date as month,
				day - (extract(isodow from day)::int - ${weekStart}::int + 7) % 7 as week,
				sum(value)::bigint as value
			from moved group by n, day having sum(value) > 0
		), weeks as (
			select n, week, sum(value)::bigint as value from days group by n, week
		), months as (
			select n, month, sum(value)::bigint as value from days group by n, month
		), by_day as (
			select a.n, sum(value) as ever,
				sum(value) filter (where d.day = a.day) as today,
				max(value) filter (where d.day < a.day) as best,
				count(*) filter (where d.day < a.day)::int as earlier,
				array_agg(d.day::text order by d.day) filter (where d.day > a.day - 400) as days
			from asked a join days d using (n) group by a.n
		), by_week as (
			select a.n, sum(value) filter (where w.week = a.week) as now,
				max(value) filter (where w.week < a.week) as best,
				count(*) filter (where w.week < a.week)::int as earlier,
				json_agg(json_build_object('week', w.week::text, 'value', w.value::text) order by w.week desc)
					filter (where w.week < a.week and w.week >= a.week - 84) as weeks
			from asked a join weeks w using (n) group by a.n
		), by_month as (
			select a.n, sum(value) filter (where m.month = a.month) as now,
				max(value) filter (where m.month < a.month) as best,
				count(*) filter (where m.month < a.month)::int as earlier
			from asked a join months m using (n) group by a.n
		)
		select coalesce(d.ever, 0)::text as ever, coalesce(d.today, 0)::text as today,
			coalesce(w.now, 0)::text as week, coalesce(m.now, 0)::text as month,
			coalesce(d.best, 0)::text as best_day, coalesce(d.earlier, 0) as of_days,
			coalesce(w.best, 0)::text as best_week, coalesce(w.earlier, 0) as of_weeks,
			coalesce(m.best, 0)::text as best_month, coalesce(m.earlier, 0) as of_months,
			w.weeks, d.days
		from asked a left join by_day d using (n) left join by_week w using (n)
			left join by_month m using (n)
		order by a.n`);
	return (found.rows as unknown as Found[]).map(toPast);
}

/** Every day of the pasts with what the totals have of it, and what came in later taken off. */
function askedAndMoved(orgId: OrgId, asked: Asked[], news: Since[]): SQL {
	const column = (of: (each: Asked) => string) => sql.param(asked.map(of));
	return sql`asked as materialized (
			select * from unnest(${column((a) => a.memberId)}::uuid[], ${column((a) => a.metricId)}::uuid[],
				${column((a) => a.day)}::date[], ${column((a) => a.week)}::date[],
				${column((a) => a.month)}::date[]
			) with ordinality as a(member_id, metric_id, day, week, month, n)
		), moved as (
			select a.n, t.period_start as day, t.value from asked a
			join totals t on t.org_id = ${orgId} and t.member_id = a.member_id
				and t.metric_id = a.metric_id and t.period_kind = 'day' and t.period_start <= a.day
			union all
			select l.n, l.day, -l.value from unnest(${sql.param(news.map((l) => l.n))}::int[],
				${sql.param(news.map((l) => l.day))}::date[],
				${sql.param(news.map((l) => String(l.value)))}::bigint[]) as l(n, day, value)
		)`;
}

function toPast(row: Found): Past {
	return {
		ever: BigInt(row.ever),
		today: BigInt(row.today),
		week: BigInt(row.week),
		month: BigInt(row.month),
		best: {
			day: { value: BigInt(row.best_day), of: row.of_days },
			week: { value: BigInt(row.best_week), of: row.of_weeks },
			month: { value: BigInt(row.best_month), of: row.of_months }
		},
		weeks: (row.weeks ?? []).map(({ week, value }) => ({ week, value: BigInt(value) })),
		days: row.days ?? []
	};
}
