import { and, desc, eq, inArray, lte } from 'drizzle-orm';
import type { MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day, Period } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { targets } from './schema.ts';

/** Targets of which metric, in which period. */
export interface TargetsQuery {
	/** `NONE` for points. */
	metricId: MetricId | string;
	period: Period;
	/** Today in the organization's zone: a running period goes by what holds today. */
	today: Day;
}

/**
 * Everybody's target in a metric for a period, in the metric's smallest unit (billionths of a
 * point): the newest version that holds on the period's last day, or today while it runs. Who has
 * none is not in the answer.
 */
export async function targetsOf(
	db: Queryable,
	orgId: OrgId,
	{ metricId, period, today }: TargetsQuery,
	members?: readonly MemberId[]
): Promise<Map<MemberId, bigint>> {
	const day = period.end < today ? period.end : today;
	const rows = await db
		.selectDistinctOn([targets.memberId], { memberId: targets.memberId, value: targets.value })
		.from(targets)
		.where(
			and(
				eq(targets.orgId, orgId),
				eq(targets.metricId, metricId),
				eq(targets.periodKind, period.kind),
				lte(targets.effectiveFrom, day),
				members ? inArray(targets.memberId, [...members]) : undefined
			)
		)
		.orderBy(targets.memberId, desc(targets.effectiveFrom));
	return new Map(
		rows.flatMap(({ memberId, value }) => (value === null ? [] : [[memberId, value] as const]))
	);
}
