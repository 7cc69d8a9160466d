import { and, eq } from 'drizzle-orm';
import { parseDecimal } from '#lib/platform/decimal.ts';
import type { MetricId, OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { GUARDRAIL_WINDOWS, RATE_SCALE, type Guardrail, type Metric } from '../metric.ts';
import { metrics } from './schema.ts';

export type Rule = Pick<Metric, 'pointsPerUnit' | 'horizon' | 'dailyCap' | 'guardrail'>;

const MOST_POINTS = 1_000_000n * 10n ** BigInt(RATE_SCALE);
/** A whole number above zero, of at most fifteen digits. */
const QUANTITY = /^[1-9]\d{0,14}$/;

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
	if (rule.dailyCap !== null && !QUANTITY.test(rule.dailyCap))
		return refuse('invalid', 'A daily cap is a whole number above zero.', {
			dailyCap: 'Use a number above zero, or leave it empty.'
		});
	const fault = rule.guardrail && (await faultOf(db, orgId, rule.guardrail, metricId));
	return fault ? refuse('invalid', fault.detail, { [fault.field]: fault.remedy }) : ok(rule);
}

interface Fault {
	detail: string;
	field: string;
	remedy: string;
}

async function faultOf(
	db: Queryable,
	orgId: OrgId,
	{ outcomeId, allows, per, window }: Guardrail,
	metricId: MetricId | null
): Promise<Fault | undefined> {
	if (outcomeId === metricId)
		return {
			detail: 'A metric cannot be its own guardrail.',
			field: 'guardrailId',
			remedy: 'Choose the outcome this activity should lead to.'
		};
	if (!QUANTITY.test(allows)) return notAbove('guardrailAllows', 'How many score');
	if (!QUANTITY.test(per)) return notAbove('guardrailPer', 'What they score for');
	if (!GUARDRAIL_WINDOWS.includes(window))
		return {
			detail: 'A guardrail weighs a week, a month or a quarter.',
			field: 'guardrailWindow',
			remedy: 'Choose a week, a month or a quarter.'
		};
	const [outcome] = await db
		.select({ id: metrics.id })
		.from(metrics)
		.where(and(eq(metrics.orgId, orgId), eq(metrics.id, outcomeId)));
	if (outcome) return undefined;
	return {
		detail: 'That guardrail is not one of your metrics.',
		field: 'guardrailId',
		remedy: 'Choose one from the list.'
	};
}

function notAbove(field: string, what: string): Fault {
	return { detail: `${what} is a number above zero.`, field, remedy: 'Use a number above zero.' };
}
