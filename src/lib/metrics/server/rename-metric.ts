import { and, eq, isNull } from 'drizzle-orm';
import type { MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { metrics } from './schema.ts';

/** False where the organization has no such metric. The key stays: it is what other systems say. */
export async function renameMetric(
	context: Context,
	orgId: OrgId,
	id: MetricId,
	name: string
): Promise<boolean> {
	const renamed = await context.db
		.update(metrics)
		.set({ name })
		.where(and(eq(metrics.orgId, orgId), eq(metrics.id, id)));
	context.announce(orgId, ['metrics']);
	return renamed.rowCount === 1;
}

/** Takes a metric out of boards and forms; what it has counted stays counted. */
export async function archiveMetric(
	context: Context,
	orgId: OrgId,
	id: MetricId
): Promise<boolean> {
	const archived = await context.db
		.update(metrics)
		.set({ archivedAt: context.clock.now() })
		.where(and(eq(metrics.orgId, orgId), eq(metrics.id, id), isNull(metrics.archivedAt)));
	context.announce(orgId, ['metrics']);
	return archived.rowCount === 1;
}
