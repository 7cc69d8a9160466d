import type { Metric } from '../metric.ts';
import type { Rule } from './check-rule.ts';
import type { metricRules } from './schema.ts';

type Columns = Pick<
	typeof metricRules.$inferSelect,
	| 'pointsPerUnit'
	| 'horizon'
	| 'dailyCap'
	| 'guardrailId'
	| 'guardrailAllows'
	| 'guardrailPer'
	| 'guardrailWindow'
>;

/** A checked rule as its row keeps it. */
export function columnsOf({ pointsPerUnit, horizon, dailyCap, guardrail }: Rule): Columns {
	return {
		pointsPerUnit,
		horizon,
		dailyCap: dailyCap === null ? null : BigInt(dailyCap),
		guardrailId: guardrail?.outcomeId ?? null,
		guardrailAllows: guardrail ? BigInt(guardrail.allows) : null,
		guardrailPer: guardrail ? BigInt(guardrail.per) : null,
		guardrailWindow: guardrail?.window ?? null
	};
}

/** And back again. An outcome without figures weighs nothing: rules from before had only that. */
export function ruleOf(row: Columns): Rule {
	return {
		pointsPerUnit: row.pointsPerUnit.replace(/\.?0+$/, '') || '0',
		horizon: row.horizon,
		dailyCap: row.dailyCap?.toString() ?? null,
		guardrail: guardrailOf(row)
	};
}

function guardrailOf(row: Columns): Metric['guardrail'] {
	const { guardrailId, guardrailAllows, guardrailPer, guardrailWindow } = row;
	if (!guardrailId || !guardrailAllows || !guardrailPer || !guardrailWindow) return null;
	return {
		outcomeId: guardrailId,
		allows: guardrailAllows.toString(),
		per: guardrailPer.toString(),
		window: guardrailWindow
	};
}

/** What scores, without what else is known of a metric. */
export function ruleOnly({ pointsPerUnit, horizon, dailyCap, guardrail }: Rule): Rule {
	return { pointsPerUnit, horizon, dailyCap, guardrail };
}

/** Whether two rules score alike. */
export function sameRule(a: Rule, b: Rule): boolean {
	const parts = ({ pointsPerUnit, horizon, dailyCap, guardrail: g }: Rule) =>
		JSON.stringify([
			pointsPerUnit,
			horizon,
			dailyCap,
			g && [g.outcomeId, g.allows, g.per, g.window]
		]);
	return parts(a) === parts(b);
}
