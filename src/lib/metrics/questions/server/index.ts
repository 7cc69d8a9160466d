export * from './schema.ts';
export { ask } from './ask.ts';
export { answer, type AnswerCommand } from './answer.ts';
export { answerForm, askForm, lookForm } from './check-forms.ts';
export { checksTopic } from './checks-topic.ts';
export { figureNotes } from './figure-notes.ts';
export { findFlags } from './find-flags.ts';
export { look } from './look.ts';
export { checksOf, openChecks } from './open-checks.ts';
