import { and, eq, inArray } from 'drizzle-orm';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { RecordedRow } from '../entry.ts';
import { scoringRule } from '../prepare.ts';
import { activities } from './schema.ts';
import { activitiesWithRule } from './with-rule.ts';

export interface ReactedRow extends RecordedRow {
	/** True once somebody has taken it back. */
	reversed: boolean;
}

/** Rows of the ledger by their ids, for reactions; in the order they were recorded. */
export async function readRows(
	db: Queryable,
	orgId: OrgId,
	ids: ActivityId[]
): Promise<ReactedRow[]> {
	if (!ids.length) return [];
	const rows = await activitiesWithRule(db)
		.where(and(eq(activities.orgId, orgId), inArray(activities.id, ids)))
		.orderBy(activities.position);
	const reversed = await reversedIds(db, orgId, ids);
	return rows.map(({ activity, rule, metric, organization }) => ({
		...activity,
		points:
			activity.value *
			scoringRule(rule.pointsPerUnit, null, metric.unit, organization.currency).factor,
		reversed: reversed.has(activity.id)
	}));
}

/** Of these activities, the ones that were taken back. */
export async function reversedIds(
	db: Queryable,
	orgId: OrgId,
	ids: ActivityId[]
): Promise<Set<ActivityId>> {
	if (!ids.length) return new Set();
	const rows = await db
		.select({ id: activities.reversesId })
		.from(activities)
		.where(and(eq(activities.orgId, orgId), inArray(activities.reversesId, ids)));
	return new Set(rows.map((row) => row.id!));
}
