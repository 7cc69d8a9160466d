import { and, desc, eq, inArray, lte } from 'drizzle-orm';
import type { Organization } from '#lib/identity/server/index.ts';
import { activities, counts } from '#lib/metrics/activity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { MetricId } from '#lib/platform/ids.ts';
import { scaleOf, type Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { findRoundRun } from '../flag-rules.ts';
import { groupRows, type NewRow } from './group-rows.ts';
import type { FoundFlag } from './keep-flags.ts';

/** So far back a run is compared with what the member usually has. */
const VALUES = 60;

/** Runs of equal or round money and minutes that today's entries end in. */
export async function findRoundRuns(
	db: Queryable,
	organization: Organization,
	fresh: NewRow[]
): Promise<FoundFlag[]> {
	const found: FoundFlag[] = [];
	const units = await unitsOf(db, organization, fresh);
	for (const rows of groupRows(fresh, (row) => `${row.memberId} ${row.metricId}`)) {
		const { memberId, metricId, day } = rows.at(-1)!;
		const unit = units.get(metricId)!;
		if (unit === 'count') continue;
		const before = await lastValues(db, rows.at(-1)!);
		const scale = scaleOf(unit, organization.currency);
		const run = findRoundRun(
			before.map(({ value }) => value),
			unit,
			scale
		);
		if (!run) continue;
		const from = before.at(-run.count)!.day;
		const seen = { count: run.count, equal: run.equal?.toString() ?? null, from, to: day };
		found.push({ kind: 'round-numbers', memberId, metricId, day, seen });
	}
	return found;
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

/** Oldest first. */
async function lastValues(db: Queryable, { orgId, memberId, metricId, day }: NewRow) {
	const rows = await db
		.select({ value: activities.value, day: activities.day })
		.from(activities)
		.where(
			and(
				eq(activities.orgId, orgId),
				eq(activities.memberId, memberId),
				eq(activities.metricId, metricId),
				lte(activities.day, day),
				counts()
			)
		)
		.orderBy(desc(activities.day), desc(activities.occurredAt), desc(activities.position))
		.limit(VALUES);
	return rows.reverse();
}
