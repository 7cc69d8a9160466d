import { and, desc, eq } from 'drizzle-orm';
import { activities, counts } from '#lib/metrics/activity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { ActivityId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** A member's biggest single entry in a metric that nobody took back; the later one of equals. */
export async function biggestEntry(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	metricKey: string
): Promise<{ id: ActivityId; value: bigint; day: Day; note: string | null } | undefined> {
	const [entry] = await db
		.select({
			id: activities.id,
			value: activities.value,
			day: activities.day,
			note: activities.note
		})
		.from(activities)
		.innerJoin(
			metrics,
			and(eq(metrics.orgId, activities.orgId), eq(metrics.id, activities.metricId))
		)
		.where(
			and(
				eq(activities.orgId, orgId),
				eq(activities.memberId, memberId),
				eq(metrics.key, metricKey),
				counts()
			)
		)
		.orderBy(desc(activities.value), desc(activities.day))
		.limit(1);
	return entry;
}
