import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { members } from '#lib/identity/server/index.ts';
import { metricRules, metrics } from '#lib/metrics/server/index.ts';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { BehindItem } from '../../behind.ts';
import { scoringRule } from '../../prepare.ts';
import { namesOf } from './names-of.ts';
import { reversedIds } from '../read-rows.ts';
import { activities } from '../schema.ts';
import { itsMetric, itsRule } from '../with-rule.ts';

/** Rows of the ledger, each with whose it is, its metric, its rule and the corrected copy that stands in for it. */
export function ledgerRows(db: Queryable) {
	const copies = alias(activities, 'copies');
	return db
		.select({
			activity: activities,
			member: members.name,
			metric: metrics,
			rule: metricRules,
			copy: copies.id
		})
		.from(activities)
		.innerJoin(
			members,
			and(eq(members.orgId, activities.orgId), eq(members.id, activities.memberId))
		)
		.innerJoin(metrics, itsMetric)
		.innerJoin(metricRules, itsRule)
		.leftJoin(
			copies,
			and(eq(copies.orgId, activities.orgId), eq(copies.replacesId, activities.id))
		);
}

type Row = Awaited<ReturnType<typeof ledgerRows>>[number];

/** The rows as everybody sees them who may see the figure. */
export async function itemsOf(
	db: Queryable,
	orgId: OrgId,
	rows: Row[],
	currency: string
): Promise<BehindItem[]> {
	const bringers = rows.map((row) => row.activity.recordedBy);
	const names = await namesOf(db, orgId, bringers);
	const reversed = await reversedIds(
		db,
		orgId,
		rows.map((row) => row.activity.id)
	);
	return rows.map(({ activity, member, metric, rule, copy }) => ({
		id: activity.id,
		member: { id: activity.memberId, name: member },
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
		segment: activity.segment,
		rate: rule.pointsPerUnit.replace(/\.?0+$/, ''),
		ruleVersion: activity.ruleVersion,
		reverses: activity.reversesId,
		again: activity.reversesId !== null && activity.sign === 1,
		reversed: reversed.has(activity.id),
		corrects: activity.replacesId,
		corrected: copy !== null,
		teamId: activity.teamId === NONE ? null : activity.teamId
	}));
}
