import { sql } from 'drizzle-orm';
import { scoringRule } from '#lib/metrics/activity/prepare.ts';
import type { MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** How a metric scores from one day on until, but not on, another; null while it holds. */
export interface DayRule {
	metricId: MetricId;
	from: Day;
	until: Day | null;
	/** Billionths of a point for the metric's smallest unit. */
	factor: bigint;
	dailyCap: bigint | null;
}

interface Row {
	metric_id: MetricId;
	unit: Unit;
	effective_from: Day;
	until: Day | null;
	points_per_unit: string;
	daily_cap: string | null;
}

/** Every rule that any metric of the organization ever had. */
export async function readDayRules(
	db: Queryable,
	orgId: OrgId,
	currency: string
): Promise<DayRule[]> {
	const found = await db.execute(sql`
		select r.metric_id, m.unit, r.effective_from::text, r.points_per_unit, r.daily_cap,
			(lead(r.effective_from) over (partition by r.metric_id order by r.effective_from))::text
				as until
		from metric_rules r join metrics m on m.org_id = r.org_id and m.id = r.metric_id
		where r.org_id = ${orgId}`);
	return (found.rows as unknown as Row[]).map((row) => {
		const cap = row.daily_cap === null ? null : BigInt(row.daily_cap);
		const { factor, dailyCap } = scoringRule(row.points_per_unit, cap, row.unit, currency);
		return {
			metricId: row.metric_id,
			from: row.effective_from,
			until: row.until,
			factor,
			dailyCap
		};
	});
}
