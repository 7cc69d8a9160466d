import { and, asc, desc, eq, isNull, lte } from 'drizzle-orm';
import type { MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Metric } from '../metric.ts';
import { ruleOf } from './rule-columns.ts';
import { metricRules, metrics } from './schema.ts';

/** The organization's metrics with the rules that hold on `day`, in their order; archived ones left out. */
export async function listMetrics(db: Queryable, orgId: OrgId, day: Day): Promise<Metric[]> {
	const rows = await db
		.selectDistinctOn([metrics.id], { metric: metrics, rule: metricRules })
		.from(metrics)
		.innerJoin(
			metricRules,
			and(eq(metricRules.orgId, metrics.orgId), eq(metricRules.metricId, metrics.id))
		)
		.where(
			and(eq(metrics.orgId, orgId), isNull(metrics.archivedAt), lte(metricRules.effectiveFrom, day))
		)
		.orderBy(asc(metrics.id), desc(metricRules.effectiveFrom));
	return rows.map(toMetric).sort((a, b) => a.position - b.position || a.name.localeCompare(b.name));
}

/** One metric of the organization by its key, archived or not, with the rule of `day`. */
export async function findMetric(
	db: Queryable,
	orgId: OrgId,
	key: string,
	day: Day
): Promise<Metric | undefined> {
	return one(db, day, and(eq(metrics.orgId, orgId), eq(metrics.key, key)));
}

export async function readMetric(
	db: Queryable,
	orgId: OrgId,
	id: MetricId,
	day: Day
): Promise<Metric | undefined> {
	return one(db, day, and(eq(metrics.orgId, orgId), eq(metrics.id, id)));
}

async function one(
	db: Queryable,
	day: Day,
	which: ReturnType<typeof and>
): Promise<Metric | undefined> {
	const [row] = await db
		.select({ metric: metrics, rule: metricRules })
		.from(metrics)
		.innerJoin(
			metricRules,
			and(eq(metricRules.orgId, metrics.orgId), eq(metricRules.metricId, metrics.id))
		)
		.where(and(which, lte(metricRules.effectiveFrom, day)))
		.orderBy(desc(metricRules.effectiveFrom))
		.limit(1);
	return row && toMetric(row);
}

type Row = { metric: typeof metrics.$inferSelect; rule: typeof metricRules.$inferSelect };

function toMetric({ metric, rule }: Row): Metric {
	return {
		id: metric.id,
		key: metric.key,
		name: metric.name,
		unit: metric.unit,
		position: metric.position,
		ruleVersion: rule.version,
		...ruleOf(rule)
	};
}
