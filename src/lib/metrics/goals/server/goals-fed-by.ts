import { and, eq, gte, isNull, lte, or } from 'drizzle-orm';
import { metrics } from '#lib/metrics/server/index.ts';
import type { GoalId, MemberId, MetricId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { GOAL_SCOPES, type GoalKind, type GoalScope } from '../goal.ts';
import { goalProgress, goals } from './schema.ts';
import { scopeOf } from './stored-goals.ts';

/** A goal that an activity moved, with the figure it has now. */
export interface FedGoal {
	id: GoalId;
	title: string;
	kind: GoalKind;
	scope: GoalScope;
	unit: Unit;
	/** Scaled integers in the metric's smallest unit. */
	target: bigint;
	value: bigint;
	parentId: GoalId | null;
}

/** The open goals that such an activity moves, nearest first: one's own, the team's, the organization's. */
export async function goalsFedBy(
	db: Queryable,
	orgId: OrgId,
	work: { metricId: MetricId; memberId: MemberId; teamId: string; day: Day }
): Promise<FedGoal[]> {
	const rows = await db
		.select({
			id: goals.id,
			title: goals.title,
			kind: goals.kind,
			unit: metrics.unit,
			target: goals.target,
			value: goalProgress.value,
			parentId: goals.parentId,
			teamId: goals.teamId,
			memberId: goals.memberId
		})
		.from(goals)
		.innerJoin(metrics, and(eq(metrics.orgId, goals.orgId), eq(metrics.id, goals.metricId)))
		.innerJoin(
			goalProgress,
			and(eq(goalProgress.orgId, goals.orgId), eq(goalProgress.goalId, goals.id))
		)
		.where(
			and(
				eq(goals.orgId, orgId),
				eq(goals.metricId, work.metricId),
				isNull(goals.closedAt),
				lte(goals.startsOn, work.day),
				gte(goals.endsOn, work.day),
				or(isNull(goals.teamId), eq(goals.teamId, work.teamId as TeamId)),
				or(isNull(goals.memberId), eq(goals.memberId, work.memberId))
			)
		)
		.orderBy(goals.endsOn, goals.id);
	return rows
		.map(({ teamId, memberId, ...goal }) => ({ ...goal, scope: scopeOf({ teamId, memberId }) }))
		.sort((a, b) => GOAL_SCOPES.indexOf(b.scope) - GOAL_SCOPES.indexOf(a.scope));
}
