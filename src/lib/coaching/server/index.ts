export * from './schema.ts';
export { openOneToOne, type OneToOne } from './open-one-to-one.ts';
export { raisePoint, type RaisePoint } from './raise-point.ts';
export { readCoachingAsks } from './read-coaching-asks.ts';
export { readTalks } from './read-talks.ts';
export { settlePoint } from './settle-point.ts';
export { doneForm, raiseForm, takeBackPointForm } from './talk-forms.ts';
export { takeBackPoint } from './take-back-point.ts';
export { whoseTalks } from './whose-talks.ts';
