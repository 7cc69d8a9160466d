import { POINT_SCALE } from '#lib/platform/quantity.ts';
import { RATE_SCALE } from './metric.ts';

/** What turns a value into points. */
export interface ScoringRule {
	/** Points for the metric's smallest unit (one cent, one demo), in billionths. */
	factor: bigint;
	/** Only this much a member a day scores, in the smallest unit. */
	dailyCap: bigint | null;
}

/**
 * `rate` is points per unit in millionths, `unitScale` the decimals of the smallest unit (2 for
 * cents). Exact: RATE_SCALE + unitScale never exceeds POINT_SCALE.
 */
export function factorOf(rate: bigint, unitScale: number): bigint {
	return rate * 10n ** BigInt(POINT_SCALE - RATE_SCALE - unitScale);
}

/** Points (scaled by POINT_SCALE) of a value, were there no cap and no guardrail. */
function pointsOf(value: bigint, rule: ScoringRule): bigint {
	return value * rule.factor;
}

/** What a member's whole day in one metric is worth: up to the cap, were there no guardrail. */
export function pointsOfDay(value: bigint, rule: ScoringRule): bigint {
	const capped = rule.dailyCap !== null && value > rule.dailyCap ? rule.dailyCap : value;
	return pointsOf(capped, rule);
}
