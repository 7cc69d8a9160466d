import { and, eq } from 'drizzle-orm';
import type { GoalFigureOf } from '#lib/metrics/activity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { feedsOf } from './feeding/goals-fed-by.ts';
import { goals } from './schema.ts';

/** What a goal counts of the ledger, so that its figure opens to exactly those entries. */
export const goalFigure: GoalFigureOf = async (db, orgId, goalId) => {
	const [goal] = await db
		.select({
			title: goals.title,
			metric: metrics.key,
			start: goals.startValue,
			closedAt: goals.closedAt,
			position: goals.closedPosition
		})
		.from(goals)
		.innerJoin(metrics, and(eq(metrics.orgId, goals.orgId), eq(metrics.id, goals.metricId)))
		.where(and(eq(goals.orgId, orgId), eq(goals.id, goalId), eq(goals.measure, 'metric')));
	if (!goal) return undefined;
	const { title, metric, start, closedAt: at, position } = goal;
	const closed = at && position !== null ? { at, position } : null;
	const feeds = (await feedsOf(db, orgId, [goalId])).get(goalId)!;
	return { title, metric, start, feeds, closed };
};
