export * from './schema.ts';
export { targetsOf, type TargetsQuery } from './targets-of.ts';
