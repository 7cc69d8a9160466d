import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { formatDecimal } from '#lib/platform/decimal.ts';
import { isId, type ActivityId } from '#lib/platform/ids.ts';
import { scaleOf } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOwnHand, type TypedBefore } from '../../own-typo.ts';
import { reversedIds } from '../read-rows.ts';
import { activities } from '../schema.ts';
import { activitiesWithRule } from '../with-rule.ts';

/** What the actor had typed in for themselves and has taken back; null where there is no such entry. */
export async function typedBefore(
	db: Queryable,
	{ orgId, memberId }: MemberActor,
	asked: string | undefined
): Promise<TypedBefore | null> {
	if (!asked || !isId(asked)) return null;
	const id = asked as ActivityId;
	const [row] = await activitiesWithRule(db).where(
		and(eq(activities.orgId, orgId), eq(activities.id, id), eq(activities.memberId, memberId))
	);
	if (!row || !isOwnHand(row.activity)) return null;
	if (!(await reversedIds(db, orgId, [id])).has(id)) return null;
	const { activity, metric, organization } = row;
	return {
		metric: metric.key,
		value: formatDecimal(activity.value, scaleOf(metric.unit, organization.currency)),
		day: activity.day,
		note: activity.note ?? '',
		segment: activity.segment ?? ''
	};
}
