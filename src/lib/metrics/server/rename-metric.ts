import { and, eq, isNull } from 'drizzle-orm';
import type { MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { noteChange } from '#lib/identity/server/index.ts';
import { changedBy } from './changed-by.ts';
import { metrics } from './schema.ts';

/** False where the organization has no such metric. The key stays: it is what other systems say. */
export function renameMetric(
	context: Context,
	orgId: OrgId,
	id: MetricId,
	name: string,
	by: MemberId | null
): Promise<boolean> {
	return change(context, { orgId, id, by, kind: 'metric.renamed' }, { name });
}

/** Takes a metric out of boards and forms; what it has counted stays counted. */
export function archiveMetric(
	context: Context,
	orgId: OrgId,
	id: MetricId,
	by: MemberId | null
): Promise<boolean> {
	const archivedAt = context.clock.now();
	return change(context, { orgId, id, by, kind: 'metric.archived' }, { archivedAt });
}

type Change = Partial<Pick<typeof metrics.$inferSelect, 'name' | 'archivedAt'>>;

async function change(
	context: Context,
	{ orgId, id, by, kind }: { orgId: OrgId; id: MetricId; by: MemberId | null; kind: string },
	change: Change
): Promise<boolean> {
	const unused = change.archivedAt ? isNull(metrics.archivedAt) : undefined;
	const which = and(eq(metrics.orgId, orgId), eq(metrics.id, id), unused);
	const done = await context.db.transaction(async (tx) => {
		const [before] = await tx.select().from(metrics).where(which).for('update');
		if (!before) return false;
		await tx.update(metrics).set(change).where(which);
		const noted = { orgId, at: context.clock.now(), by: changedBy(by), kind, subject: id };
		const after = change.name ? { name: change.name } : null;
		await noteChange(tx, { ...noted, before: { name: before.name }, after, effectiveFrom: null });
		return true;
	});
	context.announce(orgId, ['metrics']);
	return done;
}
