export * from './schema.ts';
export { listValues } from './list-values.ts';
export { openForm, type RecogniseForm } from './open-form.ts';
export { privateReasons } from './private-reasons.ts';
export { readRecognition } from './read-recognition.ts';
export { recognise } from './recognise.ts';
export type { RecogniseCommand } from './recognise-command.ts';
export { saidAbout } from './said-about.ts';
export { seedValues } from './seed-values.ts';
