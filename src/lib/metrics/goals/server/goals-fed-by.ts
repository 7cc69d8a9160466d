import { and, eq, gte, inArray, isNull, lte } from 'drizzle-orm';
import { metrics } from '#lib/metrics/server/index.ts';
import type { GoalId, MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
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

/** What an activity says of itself that decides which goals it moves. */
export interface Work {
	metricId: MetricId;
	memberId: MemberId;
	teamId: string;
	day: Day;
}

/**
 * The open goals that such activities move, for each of them in its place, nearest first: one's own,
 * the team's, the organization's. One query, however many are asked about.
 */
export async function goalsFedBy(db: Queryable, orgId: OrgId, works: Work[]): Promise<FedGoal[][]> {
	if (!works.length) return [];
	const days = works.map(({ day }) => day).sort();
	const rows = await db
		.select({
			id: goals.id,
			title: goals.title,
			kind: goals.kind,
			unit: metrics.unit,
			target: goals.target,
			value: goalProgress.value,
			parentId: goals.parentId,
			metricId: goals.metricId,
			teamId: goals.teamId,
			memberId: goals.memberId,
			startsOn: goals.startsOn,
			endsOn: goals.endsOn
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
				inArray(goals.metricId, [...new Set(works.map(({ metricId }) => metricId))]),
				isNull(goals.closedAt),
				lte(goals.startsOn, days.at(-1)!),
				gte(goals.endsOn, days[0]!)
			)
		)
		.orderBy(goals.endsOn, goals.id);
	return works.map((work) =>
		rows
			.filter((goal) => moves(goal, work))
			.map(toFedGoal)
			.sort((a, b) => GOAL_SCOPES.indexOf(b.scope) - GOAL_SCOPES.indexOf(a.scope))
	);
}

function toFedGoal(row: Omit<FedGoal, 'scope'> & Parameters<typeof scopeOf>[0]): FedGoal {
	const { id, title, kind, unit, target, value, parentId } = row;
	return { id, title, kind, scope: scopeOf(row), unit, target, value, parentId };
}

type Fed = Pick<
	typeof goals.$inferSelect,
	'metricId' | 'teamId' | 'memberId' | 'startsOn' | 'endsOn'
>;

function moves(goal: Fed, { metricId, memberId, teamId, day }: Work): boolean {
	return (
		goal.metricId === metricId &&
		goal.startsOn <= day &&
		day <= goal.endsOn &&
		(goal.teamId === null || goal.teamId === teamId) &&
		(goal.memberId === null || goal.memberId === memberId)
	);
}
