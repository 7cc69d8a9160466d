import type { Metric } from './metric.ts';

/** What tells how a metric scores. */
export interface Scoring extends Pick<Metric, 'name' | 'unit' | 'pointsPerUnit' | 'dailyCap'> {
	/** Whether a guardrail may hold its points back until there is an outcome. */
	guarded: boolean;
}

/** A metric as a board's page knows it. */
export type BoardMetric = Scoring & Pick<Metric, 'key' | 'horizon'>;

export function boardMetric(metric: Metric): BoardMetric {
	const { key, name, unit, horizon, pointsPerUnit, dailyCap, guardrail } = metric;
	return { key, name, unit, horizon, pointsPerUnit, dailyCap, guarded: guardrail !== null };
}
