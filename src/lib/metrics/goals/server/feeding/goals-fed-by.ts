import { and, eq, gte, inArray, isNotNull, lte } from 'drizzle-orm';
import { metrics } from '#lib/metrics/server/index.ts';
import { NONE, type GoalId, type OrgId } from '#lib/platform/ids.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { byFeeder, feeds, type Feed, type FeedingWork } from '../../feeds.ts';
import { GOAL_SCOPES, type GoalKind, type GoalScope } from '../../goal.ts';
import { goals } from '../schema.ts';
import { goalFeeds, goalProgress } from '../progress/schema.ts';
import { scopeOf } from '../stored-goals.ts';

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

export type { FeedingWork as Work };

/**
 * The open, agreed goals that such activities move, for each of them in its place, nearest first:
 * one's own, those one is in with others, the team's, the organization's. One query, however many are
 * asked about; it reads what these people feed and nobody else's goals.
 */
export async function goalsFedBy(
	db: Queryable,
	orgId: OrgId,
	works: FeedingWork[]
): Promise<FedGoal[][]> {
	if (!works.length) return [];
	const fed = byFeeder(await readFed(db, orgId, works), ({ feed }) => feed);
	return works.map((work) =>
		fed(work)
			.filter(({ feed }) => feeds(feed, work))
			.map(({ goal }) => ({ ...goal, scope: scopeOf(goal) }))
			.sort((a, b) => GOAL_SCOPES.indexOf(b.scope) - GOAL_SCOPES.indexOf(a.scope))
			.map(({ teamId: _, memberId: __, ...goal }) => goal)
	);
}

const FEED = {
	metricId: goalFeeds.metricId,
	feeder: goalFeeds.feeder,
	startsOn: goalFeeds.startsOn,
	endsOn: goalFeeds.endsOn,
	segment: goalFeeds.segment,
	atLeast: goalFeeds.atLeast
};

function readFed(db: Queryable, orgId: OrgId, works: FeedingWork[]) {
	const days = works.map(({ day }) => day).sort();
	const feeders = new Set([NONE, ...works.flatMap(({ memberId, teamId }) => [memberId, teamId])]);
	return db
		.select({
			feed: FEED,
			goal: {
				id: goals.id,
				title: goals.title,
				kind: goals.kind,
				unit: metrics.unit,
				target: goals.target,
				value: goalProgress.value,
				parentId: goals.parentId,
				teamId: goals.teamId,
				memberId: goals.memberId
			}
		})
		.from(goalFeeds)
		.innerJoin(goals, and(eq(goals.orgId, goalFeeds.orgId), eq(goals.id, goalFeeds.goalId)))
		.innerJoin(metrics, and(eq(metrics.orgId, goals.orgId), eq(metrics.id, goals.metricId)))
		.innerJoin(
			goalProgress,
			and(eq(goalProgress.orgId, goals.orgId), eq(goalProgress.goalId, goals.id))
		)
		.where(
			and(
				eq(goalFeeds.orgId, orgId),
				inArray(goalFeeds.metricId, [...new Set(works.map(({ metricId }) => metricId))]),
				inArray(goalFeeds.feeder, [...feeders]),
				eq(goalFeeds.isOpen, true),
				lte(goalFeeds.startsOn, days.at(-1)!),
				gte(goalFeeds.endsOn, days[0]!),
				isNotNull(goals.agreedAt)
			)
		)
		.orderBy(goals.endsOn, goals.id);
}

/** What leads to each of these goals; none for goals that count taps or goals. One query. */
export async function feedsOf(
	db: Queryable,
	orgId: OrgId,
	ids: readonly GoalId[]
): Promise<Map<GoalId, Feed[]>> {
	const found = new Map<GoalId, Feed[]>(ids.map((id) => [id, []]));
	if (!found.size) return found;
	const rows = await db
		.select({ id: goalFeeds.goalId, feed: FEED })
		.from(goalFeeds)
		.where(and(eq(goalFeeds.orgId, orgId), inArray(goalFeeds.goalId, [...found.keys()])));
	for (const { id, feed } of rows) found.get(id)!.push(feed);
	return found;
}
