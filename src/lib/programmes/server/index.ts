export * from './schema.ts';
export { answerRound } from './answer-round.ts';
export { keepProgramme } from './keep-programme.ts';
export { askAbout } from './open-rounds.ts';
export { openProgrammes } from './open-programmes.ts';
export { openUseful } from './open-useful.ts';
export { answerForm, keepForm } from './programme-forms.ts';
export { readProgrammeAsks } from './read-programme-asks.ts';
export { runProgrammes, runProgrammesIn } from './run-programmes.ts';
