import { sql } from 'drizzle-orm';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { LateRow } from './late-rows.ts';

/** The first day on which anybody did anything in these metrics. One query, a look per metric. */
export async function firstDays(
	db: Queryable,
	orgId: OrgId,
	metricIds: MetricId[]
): Promise<Map<string, Day>> {
	if (!metricIds.length) return new Map();
	const found = await db.execute(sql`
		select m.id, t.day::text as day from unnest(${sql.param(metricIds)}::uuid[]) as m(id)
		cross join lateral (
			select period_start as day from totals
			where org_id = ${orgId} and metric_id = m.id and period_kind = 'day'
			order by period_start limit 1
		) t`);
	return new Map((found.rows as { id: string; day: Day }[]).map(({ id, day }) => [id, day]));
}

/** What everybody did in a metric on a day, up to a place in the ledger. */
export type Everybody = (metricId: MetricId, day: Day, position: bigint) => bigint;

/** The sums of these days over the whole organization. One query. */
export async function everybodysDays(
	db: Queryable,
	orgId: OrgId,
	asked: { metricId: MetricId; day: Day }[],
	late: LateRow[]
): Promise<Everybody> {
	const distinct = [
		...new Map(asked.map((each) => [`${each.metricId},${each.day}`, each])).values()
	];
	const found = distinct.length
		? await db.execute(sql`
			select a.metric_id, a.day::text as day, sum(t.value)::text as value
			from unnest(${sql.param(distinct.map((a) => a.metricId))}::uuid[],
				${sql.param(distinct.map((a) => a.day))}::date[]) as a(metric_id, day)
			join totals t on t.org_id = ${orgId} and t.metric_id = a.metric_id
				and t.period_kind = 'day' and t.period_start = a.day
			group by a.metric_id, a.day`)
		: { rows: [] };
	type Row = { metric_id: string; day: Day; value: string };
	const sums = new Map(
		(found.rows as unknown as Row[]).map((row) => [
			`${row.metric_id},${row.day}`,
			BigInt(row.value)
		])
	);
	const since = groupedBy(
		late.filter(({ stands }) => stands),
		({ metricId, day }) => `${metricId},${day}`
	);
	return (metricId, day, position) =>
		(since.get(`${metricId},${day}`) ?? [])
			.filter(({ cameIn }) => cameIn > position)
			.reduce((sum, { value }) => sum - value, sums.get(`${metricId},${day}`) ?? 0n);
}
