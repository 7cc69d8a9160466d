export * from './schema.ts';
export { closingOf } from './closing-of.ts';
