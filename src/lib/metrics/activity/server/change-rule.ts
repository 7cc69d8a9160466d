import { sql } from 'drizzle-orm';
import type { MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { changeRuleFrom, type Rule } from '#lib/metrics/server/index.ts';
import { holdLedger } from './ledger-lock.ts';

/**
 * Changes how a metric scores: from today while nothing was counted today, else from tomorrow. What
 * waited for an outcome and has scored by one of today's is counted today, too.
 * Whoever records shares the ledger before it reads the rules: this one waits for all who have read
 * the old rule, so that a day never holds two. Other organizations go on recording.
 */
export function changeRule(
	context: Context,
	orgId: OrgId,
	metricId: MetricId,
	rule: Rule,
	by: MemberId | null
): Promise<Result<{ effectiveFrom: Day }>> {
	return changeRuleFrom(context, orgId, metricId, rule, by, async (tx, id, from) => {
		await holdLedger(tx, orgId);
		const { rows } = await tx.execute(sql`
			select max(day)::text as day from (
				select day from activities where org_id = ${orgId} and metric_id = ${id} and day >= ${from}
				union all
				select day from guarded_scores
				where org_id = ${orgId} and metric_id = ${id} and day >= ${from}
			) counted`);
		return (rows as { day: Day | null }[])[0]!.day;
	});
}
