import { and, eq, inArray } from 'drizzle-orm';
import { metrics } from '#lib/metrics/server/index.ts';
import type { MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** The metrics that make a win: how many deals, and their money. Undefined where there is none. */
export interface WinMetrics {
	deals: MetricId | undefined;
	revenue: MetricId | undefined;
}

export async function winMetrics(db: Queryable, orgId: OrgId): Promise<WinMetrics> {
	const rows = await db
		.select({ id: metrics.id, key: metrics.key })
		.from(metrics)
		.where(and(eq(metrics.orgId, orgId), inArray(metrics.key, ['deals-won', 'revenue'])));
	const byKey = new Map(rows.map((row) => [row.key, row.id]));
	return { deals: byKey.get('deals-won'), revenue: byKey.get('revenue') };
}
