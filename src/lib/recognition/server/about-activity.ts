import { and, eq } from 'drizzle-orm';
import { members, organizations } from '#lib/identity/server/index.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { inSentence, oneOf } from '#lib/metrics/words.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { About } from '../recognition.ts';

/** An activity as a recognition names it; undefined where the organization has no such one. */
export async function aboutActivity(
	db: Queryable,
	orgId: OrgId,
	id: ActivityId
): Promise<About | undefined> {
	const [row] = await db
		.select({
			of: members.id,
			name: members.name,
			metric: metrics.name,
			unit: metrics.unit,
			value: activities.value,
			note: activities.note,
			day: activities.day,
			currency: organizations.currency
		})
		.from(activities)
		.innerJoin(organizations, eq(organizations.id, activities.orgId))
		.innerJoin(
			members,
			and(eq(members.orgId, activities.orgId), eq(members.id, activities.memberId))
		)
		.innerJoin(
			metrics,
			and(eq(metrics.orgId, activities.orgId), eq(metrics.id, activities.metricId))
		)
		.where(and(eq(activities.orgId, orgId), eq(activities.id, id)));
	if (!row) return undefined;
	const { of, name, metric, unit, value, note, day, currency } = row;
	const figure = showFigure(value, unit, currency);
	const what = unit === 'count' && value === 1n ? oneOf(metric) : `${figure} ${inSentence(metric)}`;
	const words = `${name}: ${what}${note ? `, ${note}` : ''}, ${day}`;
	return { momentId: null, activityId: id, words, of, goalId: null };
}
