import { and, eq } from 'drizzle-orm';
import { parseDecimal } from '#lib/platform/decimal.ts';
import type { MetricId, OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { RATE_SCALE, type Metric } from '../metric.ts';
import { metrics } from './schema.ts';

export type Rule = Pick<Metric, 'pointsPerUnit' | 'horizon' | 'dailyCap' | 'guardrailId'>;

const MOST_POINTS = 1_000_000n * 10n ** BigInt(RATE_SCALE);

/** Refuses a rule that could not score: `metricId` is the metric it is for, null for a new one. */
export async function checkRule(
	db: Queryable,
	orgId: OrgId,
	rule: Rule,
	metricId: MetricId | null
): Promise<Result<Rule>> {
	const rate = parseDecimal(rule.pointsPerUnit, RATE_SCALE);
	if (typeof rate !== 'bigint' || rate < 0n || rate > MOST_POINTS)
		return refuse('invalid', 'Points are a number from 0 to 1,000,000 with at most six decimals.', {
			pointsPerUnit: 'Use a number like 100 or 0.01.'
		});
	if (rule.dailyCap !== null && !/^[1-9]\d{0,14}$/.test(rule.dailyCap))
		return refuse('invalid', 'A daily cap is a whole number above zero.', {
			dailyCap: 'Use a number above zero, or leave it empty.'
		});
	if (rule.guardrailId === null) return ok(rule);
	if (rule.guardrailId === metricId)
		return refuse('invalid', 'A metric cannot be its own guardrail.', {
			guardrailId: 'Choose the outcome this activity should lead to.'
		});
	const [guardrail] = await db
		.select({ id: metrics.id })
		.from(metrics)
		.where(and(eq(metrics.orgId, orgId), eq(metrics.id, rule.guardrailId)));
	return guardrail
		? ok(rule)
		: refuse('invalid', 'That guardrail is not one of your metrics.', {
				guardrailId: 'Choose one from the list.'
			});
}
