export * from './schema.ts';
export { targetsOf } from './targets-of.ts';
export { setTargets } from './set-targets.ts';
export { openTargets } from './open-targets.ts';
export { ownTargets } from './own-targets.ts';
export { targetsForm } from './target-forms.ts';
export { metricOfTarget, POINTS } from './metric-of-target.ts';
