import type { MetricId } from '#lib/platform/ids.ts';
import type { Unit } from '#lib/platform/quantity.ts';

/** `pipeline` makes future sales, `forecast` closes sales. */
export const HORIZONS = ['pipeline', 'forecast'] as const;
export type Horizon = (typeof HORIZONS)[number];

/** Over which time an activity metric and its outcome are weighed against each other. */
export const GUARDRAIL_WINDOWS = ['week', 'month', 'quarter'] as const;
export type GuardrailWindow = (typeof GUARDRAIL_WINDOWS)[number];

/**
 * Within each window, `allows` of an activity metric score for every `per` of its outcome; the others
 * wait for the next one.
 */
export interface Guardrail {
	outcomeId: MetricId;
	/** Scaled integers as decimal strings, above zero: of this metric and of the outcome. */
	allows: string;
	per: string;
	window: GuardrailWindow;
}

/** What is counted, with the rule that holds on a given day. */
export interface Metric {
	id: MetricId;
	key: string;
	name: string;
	unit: Unit;
	position: number;
	ruleVersion: number;
	/** Points for one unit (one demo, one euro, one minute) as a decimal string. */
	pointsPerUnit: string;
	horizon: Horizon;
	/** Scaled integer as a decimal string: only this much a member a day scores. */
	dailyCap: string | null;
	guardrail: Guardrail | null;
}

/** Points per unit have at most this many decimals. */
export const RATE_SCALE = 6;
