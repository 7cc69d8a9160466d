export * from './schema.ts';
export { createMetric, type NewMetric } from './create-metric.ts';
export { changeRule as changeRuleFrom } from './change-rule.ts';
export type { Rule } from './check-rule.ts';
export { sameRule } from './rule-columns.ts';
export { findMetric, listMetrics, readMetric } from './list-metrics.ts';
export { archiveMetric, renameMetric } from './rename-metric.ts';
export { seedMetrics } from './seed-metrics.ts';
export { metricForm, newMetricForm } from './metric-forms.ts';
