import { and, eq, inArray, isNotNull, or } from 'drizzle-orm';
import { metrics } from '#lib/metrics/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { askedWords } from '../support/bounds.ts';
import { goals } from './schema.ts';

/** What a goal asks of each that supports it and counts this metric. */
export interface Asked {
	/** The metric's key. */
	metric: string;
	/** "“60 demos” asks for 3 to 8 from each goal that counts the same." */
	words: string;
}

/** Of these goals what each asks of those that support it, by its id; left out where it asks nothing. */
export async function readAsked(
	db: Queryable,
	orgId: OrgId,
	ids: readonly GoalId[],
	currency: string
): Promise<Record<GoalId, Asked>> {
	if (!ids.length) return {};
	const bounding = or(isNotNull(goals.commitFrom), isNotNull(goals.commitTo));
	const found = await db
		.select({ goal: goals, key: metrics.key, unit: metrics.unit })
		.from(goals)
		.innerJoin(metrics, and(eq(metrics.orgId, goals.orgId), eq(metrics.id, goals.metricId)))
		.where(and(eq(goals.orgId, orgId), inArray(goals.id, [...ids]), bounding));
	return Object.fromEntries(
		found.flatMap(({ goal, key, unit }) => {
			const words = askedWords(goal, goal, unit, currency);
			return words ? [[goal.id, { metric: key, words }]] : [];
		})
	);
}
