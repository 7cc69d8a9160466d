import { and, desc, eq, gte, lte, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import { periodOf, type Period } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { metricRules, metrics } from '#lib/metrics/server/index.ts';
import type { Behind, BehindItem } from '../behind.ts';
import { scoringRule } from '../prepare.ts';
import type { BehindQuery } from './behind-query.ts';
import { capLines } from './cap-lines.ts';
import { namesOf } from './names-of.ts';
import { activities, totals } from './schema.ts';

const PAGE = 50;

/** What a figure on a board is made of, down to the activities and the rule each was counted by. */
export async function activitiesBehind(
	db: Queryable,
	orgId: OrgId,
	query: BehindQuery
): Promise<Behind> {
	const organization = await readOrganization(db, orgId);
	const period = periodOf(query.kind, query.at, organization);
	const [sums, items, caps] = await Promise.all([
		readSums(db, orgId, query, period),
		readItems(db, orgId, query, period, organization.currency),
		query.metric ? [] : capLines(db, organization, query, period)
	]);
	return {
		unit: query.metric?.unit ?? 'points',
		currency: organization.currency,
		...sums,
		items: items.slice(0, PAGE),
		caps,
		next: items.length > PAGE ? query.page + 1 : null
	};
}

async function readSums(db: Queryable, orgId: OrgId, query: BehindQuery, period: Period) {
	const [row] = await db
		.select({
			sum: sql<string>`coalesce(sum(${totals.value}), 0)::text`,
			activities: sql<number>`coalesce(sum(${totals.activities}), 0)::int`,
			entries: sql<number>`coalesce(sum(${totals.entries}), 0)::int`
		})
		.from(totals)
		.where(
			and(
				eq(totals.orgId, orgId),
				eq(totals.metricId, query.metric?.id ?? NONE),
				eq(totals.periodKind, period.kind),
				eq(totals.periodStart, period.start),
				eq(totals.memberId, query.memberId),
				query.teamId ? eq(totals.teamId, query.teamId) : undefined
			)
		);
	return row!;
}

async function readItems(
	db: Queryable,
	orgId: OrgId,
	query: BehindQuery,
	period: Period,
	currency: string
): Promise<BehindItem[]> {
	const rows = await select(db, which(orgId, query, period), query.page);
	const names = await namesOf(
		db,
		orgId,
		rows.map((row) => row.activity.recordedBy)
	);
	return rows.map(({ activity, metric, rule, reversal }) => ({
		id: activity.id,
		day: activity.day,
		occurredAt: activity.occurredAt.toISOString(),
		recordedAt: activity.recordedAt.toISOString(),
		metric: { key: metric.key, name: metric.name, unit: metric.unit },
		value: activity.value.toString(),
		points: (
			activity.value * scoringRule(rule.pointsPerUnit, null, metric.unit, currency).factor
		).toString(),
		source: activity.source,
		externalId: activity.externalId,
		recordedBy: names(activity.recordedBy),
		note: activity.note,
		rate: rule.pointsPerUnit.replace(/\.?0+$/, ''),
		ruleVersion: activity.ruleVersion,
		reverses: activity.reversesId,
		reversed: reversal !== null,
		teamId: activity.teamId === NONE ? null : activity.teamId
	}));
}

function which(orgId: OrgId, query: BehindQuery, period: Period): SQL | undefined {
	return and(
		eq(activities.orgId, orgId),
		eq(activities.memberId, query.memberId),
		gte(activities.day, period.start),
		lte(activities.day, period.end),
		query.metric ? eq(activities.metricId, query.metric.id) : undefined,
		query.teamId ? eq(activities.teamId, query.teamId) : undefined
	);
}

function select(db: Queryable, where: SQL | undefined, page: number) {
	const reversals = alias(activities, 'reversals');
	return db
		.select({ activity: activities, metric: metrics, rule: metricRules, reversal: reversals.id })
		.from(activities)
		.innerJoin(
			metrics,
			and(eq(metrics.orgId, activities.orgId), eq(metrics.id, activities.metricId))
		)
		.innerJoin(
			metricRules,
			and(
				eq(metricRules.orgId, activities.orgId),
				eq(metricRules.metricId, activities.metricId),
				eq(metricRules.version, activities.ruleVersion)
			)
		)
		.leftJoin(
			reversals,
			and(eq(reversals.orgId, activities.orgId), eq(reversals.reversesId, activities.id))
		)
		.where(where)
		.orderBy(desc(activities.day), desc(activities.occurredAt), desc(activities.position))
		.offset(page * PAGE)
		.limit(PAGE + 1);
}
