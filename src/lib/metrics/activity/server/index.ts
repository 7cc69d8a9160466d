export * from './schema.ts';
export { createLedger, type Ledger } from './ledger.ts';
export type { Change } from './correcting/correct.ts';
export { counts } from './counts.ts';
export { correctSent, deleteSent } from './correcting/correct-sent.ts';
export { parseChange, parseReason } from './correcting/parse-change.ts';
export { firstRows } from './first-rows.ts';
export type { OrgDay } from './find-late.ts';
export type { Projection } from './follow.ts';
export type { RecordCommand } from './record.ts';
export { rebuildOrganization, rebuildTotals } from './rebuild-totals.ts';
export { readRows } from './read-rows.ts';
export { listUnresolved } from './unresolved/unresolved.ts';
export { mapName, mapNameForm, unmapName, unmapNameForm } from './unresolved/map-name.ts';
export { listMappings } from './unresolved/list-mappings.ts';
export { mergeAnswer, parseActivities } from './parse-activities.ts';
export { entriesOf } from './figure/entries-of.ts';
export { namesOf } from './figure/names-of.ts';
export { openFigure } from './figure/open-figure.ts';
export type { ClosedFigureOf } from './figure/closed-figure.ts';
export type { GoalFigureOf } from './figure/goal-figure.ts';
export { saveFigure } from './figure/save-figure.ts';
export { changeRule } from './change-rule.ts';
export {
	byHandForm,
	correctForm,
	countAgainForm,
	takeBackForm,
	takeBackOwnForm
} from './hand-forms.ts';
export { recordByHand, type ByHand } from './record-by-hand.ts';
export { editMetric } from './edit-metric.ts';
export { takeBack } from './correcting/take-back.ts';
export { takeBackOwn } from './correcting/take-back-own.ts';
export { ownTypos } from './correcting/own-typos.ts';
export { typedBefore } from './correcting/typed-before.ts';
export { correctByHand, countAgain } from './correcting/correct-by-hand.ts';
export { openEntry } from './figure/open-entry.ts';
export { entryTopic } from './figure/entry-topic.ts';
export { listEntries } from './figure/list-entries.ts';
export type { Entry, Recorded, RecordedRow } from '../entry.ts';
export { holdLedger, shareLedger } from './ledger-lock.ts';
