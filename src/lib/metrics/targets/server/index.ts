export * from './schema.ts';
export { targetsOf, type TargetsQuery } from './targets-of.ts';
export { setTargets, type SetTargets } from './set-targets.ts';
export { openTargets } from './open-targets.ts';
export { ownTargets } from './own-targets.ts';
export { targetsForm } from './target-forms.ts';
export { metricOfTarget, POINTS, type StoredMetric } from './metric-of-target.ts';
