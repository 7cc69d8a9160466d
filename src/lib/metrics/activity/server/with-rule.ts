import { and, eq } from 'drizzle-orm';
import type { Queryable } from '#lib/platform/server/database.ts';
import { organizations } from '#lib/identity/server/index.ts';
import { metricRules, metrics } from '#lib/metrics/server/index.ts';
import { activities } from './schema.ts';

/** Joins a row of the ledger with its metric. */
export const itsMetric = and(
	eq(metrics.orgId, activities.orgId),
	eq(metrics.id, activities.metricId)
);

/** Joins a row of the ledger with the version of the rule it was counted by. */
export const itsRule = and(
	eq(metricRules.orgId, activities.orgId),
	eq(metricRules.metricId, activities.metricId),
	eq(metricRules.version, activities.ruleVersion)
);

/** Rows of the ledger, each with its metric and the rule it was counted by; add which with `where`. */
export function activitiesWithRule(db: Queryable) {
	return db
		.select({
			activity: activities,
			rule: metricRules,
			metric: metrics,
			organization: organizations
		})
		.from(activities)
		.innerJoin(organizations, eq(organizations.id, activities.orgId))
		.innerJoin(metrics, itsMetric)
		.innerJoin(metricRules, itsRule);
}
