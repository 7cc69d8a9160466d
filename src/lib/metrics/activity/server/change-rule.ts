import { and, eq, gte, sql } from 'drizzle-orm';
import type { MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { changeRuleFrom, metricRules, type Rule } from '#lib/metrics/server/index.ts';
import { activities } from './schema.ts';

/**
 * Changes how a metric scores: from today while nothing was counted today, else from tomorrow.
 * Whoever records reads the rules before it writes, and keeps that lock until it has committed: this
 * one waits for all who have read the old rule, so that a day never holds two.
 */
export function changeRule(
	context: Context,
	orgId: OrgId,
	metricId: MetricId,
	rule: Rule,
	by: MemberId | null
): Promise<Result<{ effectiveFrom: Day }>> {
	return changeRuleFrom(context, orgId, metricId, rule, by, async (tx, id, from) => {
		await tx.execute(sql`lock table ${metricRules} in access exclusive mode`);
		const [counted] = await tx
			.select({ id: activities.id })
			.from(activities)
			.where(
				and(eq(activities.orgId, orgId), eq(activities.metricId, id), gte(activities.day, from))
			)
			.limit(1);
		return counted !== undefined;
	});
}
