import { and, asc, eq, gt, gte, lte, sql } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import { closings } from './schema.ts';

/** A row of the ledger that came after a period of its day had been closed. */
export interface LateRow {
	id: ActivityId;
	memberId: MemberId;
	metricId: MetricId;
	day: Day;
	recordedAt: Date;
	recordedBy: string;
	/** The periods it came too late for, shortest first. */
	closed: PeriodKind[];
}

/** Of these rows, reversals and corrected copies among them, the ones that came late; in their order of arrival. */
export async function lateRows(db: Queryable, orgId: OrgId, ids: ActivityId[]): Promise<LateRow[]> {
	if (!ids.length) return [];
	return db
		.select({
			id: activities.id,
			memberId: activities.memberId,
			metricId: activities.metricId,
			day: activities.day,
			recordedAt: activities.recordedAt,
			recordedBy: activities.recordedBy,
			closed: sql<
				PeriodKind[]
			>`array_agg(${closings.periodKind} order by ${closings.periodEnd} - ${closings.periodStart})`
		})
		.from(activities)
		.innerJoin(
			closings,
			and(
				eq(closings.orgId, activities.orgId),
				lte(closings.periodStart, activities.day),
				gte(closings.periodEnd, activities.day),
				gt(activities.position, closings.position)
			)
		)
		.where(and(eq(activities.orgId, orgId), isOneOf(activities.id, ids)))
		.groupBy(activities.orgId, activities.id)
		.orderBy(asc(activities.position));
}
