import { sql } from 'drizzle-orm';
import { listMetrics } from '#lib/metrics/server/index.ts';
import type { MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { leading } from './leading.ts';

export interface UncountedMetric {
	id: MetricId;
	key: string;
	name: string;
	unit: Unit;
}

/** The metrics that no running goal counts which leads to the organization's, in their order. */
export async function uncountedMetrics(
	db: Queryable,
	orgId: OrgId,
	today: Day
): Promise<UncountedMetric[]> {
	const found = await db.execute(sql`
		with recursive ${leading(orgId)}
		select distinct f.metric_id from goal_feeds f join lead on lead.id = f.goal_id
		where f.org_id = ${orgId} and f.is_open and f.ends_on >= ${today}`);
	const counted = new Set(
		(found.rows as { metric_id: MetricId }[]).map(({ metric_id }) => metric_id)
	);
	return (await listMetrics(db, orgId, today))
		.filter(({ id }) => !counted.has(id))
		.map(({ id, key, name, unit }) => ({ id, key, name, unit }));
}
