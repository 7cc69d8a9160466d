import { findMetric } from '#lib/metrics/server/index.ts';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { TargetMetric } from '../target.ts';

/** What a target is set for: a metric, or points with the nil id. */
export type StoredMetric = TargetMetric & { id: string };

export const POINTS: StoredMetric = { id: NONE, key: 'points', name: 'Points', unit: 'points' };

export async function metricOfTarget(
	db: Queryable,
	orgId: OrgId,
	key: string,
	day: Day
): Promise<Result<StoredMetric>> {
	if (key === POINTS.key) return ok(POINTS);
	const metric = await findMetric(db, orgId, key, day);
	if (!metric) return refuse('missing', 'This metric is not one of yours. Choose another.');
	const { id, name, unit } = metric;
	return ok({ id, key, name, unit });
}
