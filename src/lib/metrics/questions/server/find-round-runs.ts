import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Organization } from '#lib/identity/server/index.ts';
import { activities, counts } from '#lib/metrics/activity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { MetricId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { scaleOf, type Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { findRoundRun } from '../flag-rules.ts';
import { groupRows, type NewRow } from './read-new-rows.ts';
import type { FoundFlag } from './keep-flags.ts';

/** So far back a run is compared with what the member usually has. */
const VALUES = 60;

/** Runs of equal or round money and minutes that today's entries end in. Two queries. */
export async function findRoundRuns(
	db: Queryable,
	organization: Organization,
	fresh: NewRow[]
): Promise<FoundFlag[]> {
	const units = await unitsOf(db, organization, fresh);
	const sized = fresh.filter(({ metricId }) => units.get(metricId) !== 'count');
	const groups = groupRows(sized, (row) => `${row.memberId} ${row.metricId}`);
	const lasts = groups.map((rows) => rows.at(-1)!);
	const befores = await lastValues(db, lasts);
	return lasts.flatMap(({ memberId, metricId, day }, index): FoundFlag[] => {
		const unit = units.get(metricId)!;
		const before = befores[index]!;
		const values = before.map(({ value }) => value);
		const run = findRoundRun(values, unit, scaleOf(unit, organization.currency));
		if (!run) return [];
		const from = before.at(-run.count)!.day;
		const seen = { count: run.count, equal: run.equal?.toString() ?? null, from, to: day };
		return [{ kind: 'round-numbers', memberId, metricId, day, seen }];
	});
}

async function unitsOf(
	db: Queryable,
	{ id: orgId }: Organization,
	rows: NewRow[]
): Promise<Map<MetricId, Unit>> {
	if (!rows.length) return new Map();
	const ids = [...new Set(rows.map(({ metricId }) => metricId))];
	const found = await db
		.select({ id: metrics.id, unit: metrics.unit })
		.from(metrics)
		.where(and(eq(metrics.orgId, orgId), inArray(metrics.id, ids)));
	return new Map(found.map(({ id, unit }) => [id, unit]));
}

interface Valued {
	value: bigint;
	day: Day;
}

/** What each of these people had last in the metric, up to and with that day: the oldest first. */
async function lastValues(db: Queryable, lasts: NewRow[]): Promise<Valued[][]> {
	if (!lasts.length) return [];
	const { orgId, memberId, metricId, day, value, occurredAt, position } = activities;
	const column = (of: (row: NewRow) => string) => sql.param(lasts.map(of));
	const found = await db.execute(sql`
		select a.n::int as n, v.value::text as value, v.day::text as day
		from unnest(${column((row) => row.memberId)}::uuid[], ${column((row) => row.metricId)}::uuid[],
			${column((row) => row.day)}::date[]) with ordinality as a(member_id, metric_id, day, n)
		cross join lateral (
			select ${value}, ${day}, ${occurredAt}, ${position} from ${activities}
			where ${orgId} = ${lasts[0]!.orgId} and ${memberId} = a.member_id
				and ${metricId} = a.metric_id and ${day} <= a.day and ${counts()}
			order by ${day} desc, ${occurredAt} desc, ${position} desc limit ${VALUES}::int
		) v
		order by a.n, v.day, v.occurred_at, v.position`);
	const rows = found.rows as { n: number; value: string; day: Day }[];
	const values = groupedBy(rows, ({ n }) => n);
	return lasts.map((_, index) =>
		(values.get(index + 1) ?? []).map(({ value, day }) => ({ value: BigInt(value), day }))
	);
}
