import { and, arrayContains, eq, inArray } from 'drizzle-orm';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { FedGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { moments } from '../schema.ts';

/**
 * How far, in percent, each of these goals has rung on its way, by other causes than the one at hand;
 * zero for one that has not. One query.
 */
export async function rungMilestones(
	db: Queryable,
	orgId: OrgId,
	fed: FedGoal[]
): Promise<(goalId: GoalId, exceptCause: string) => number> {
	const targets = new Map(fed.map(({ id, target }) => [id, target]));
	const rows = targets.size
		? await db
				.select({ goalId: moments.goalId, after: moments.goalAfter, cause: moments.cause })
				.from(moments)
				.where(
					and(
						eq(moments.orgId, orgId),
						inArray(moments.goalId, [...targets.keys()]),
						arrayContains(moments.rules, ['goal-milestone'])
					)
				)
		: [];
	const byGoal = groupedBy(rows, (row) => row.goalId!);
	return (goalId, exceptCause) => {
		const target = targets.get(goalId) ?? 0n;
		return (byGoal.get(goalId) ?? [])
			.filter((row) => row.cause !== exceptCause && target > 0n)
			.reduce((most, { after }) => Math.max(most, Number(((after ?? 0n) * 100n) / target)), 0);
	};
}
