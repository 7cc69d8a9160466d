export * from './schema.ts';
export { createLedger, type Ledger } from './ledger.ts';
export type { Projection, RecordCommand } from './record.ts';
export { rebuildOrganization, rebuildTotals } from './rebuild-totals.ts';
export { readRows, reversedIds, type ReactedRow } from './read-rows.ts';
export { listUnresolved, type UnresolvedName } from './unresolved.ts';
export { activitiesBehind } from './activities-behind.ts';
export { changeRule } from './change-rule.ts';
export type { Entry, Recorded, RecordedRow, RejectedReason, UnresolvedReason } from '../entry.ts';
