import { and, eq, inArray } from 'drizzle-orm';
import { metrics } from '#lib/metrics/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { goals } from './schema.ts';

/** The key of the metric that each of these goals counts, by its id; left out where it counts none. */
export async function readCounted(
	db: Queryable,
	orgId: OrgId,
	ids: readonly GoalId[]
): Promise<Record<GoalId, string>> {
	if (!ids.length) return {};
	const found = await db
		.select({ id: goals.id, key: metrics.key })
		.from(goals)
		.innerJoin(metrics, and(eq(metrics.orgId, goals.orgId), eq(metrics.id, goals.metricId)))
		.where(and(eq(goals.orgId, orgId), inArray(goals.id, [...ids])));
	return Object.fromEntries(found.map(({ id, key }) => [id, key]));
}
