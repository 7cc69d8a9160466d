export * from './schema.ts';
export { isSaid, itsBadge, itsRecipients, itsSender, itsValue } from './joins.ts';
export { lastSpecific } from './last-specific.ts';
export { addValue } from './add-value.ts';
export { archiveValue } from './archive-value.ts';
export { changeValue } from './change-value.ts';
export { moveValue } from './move-value.ts';
export { openSetup } from './open-setup.ts';
export {
	changeValueForm,
	moveValueForm,
	oneValueForm,
	rulesForm,
	valueForm
} from './setup-forms.ts';
export { aboutActivity } from './about-activity.ts';
export { listSent, readSent } from './list-sent.ts';
export { listValues } from './list-values.ts';
export { openForm } from './open-form.ts';
export { openSent } from './open-sent.ts';
export { privateReasons } from './private-reasons.ts';
export { readRecognition } from './read-recognition.ts';
export { spreadOverPeople, spreadOverValues, type SpreadCount } from './read-spread.ts';
export { editRecognition } from './edit-recognition.ts';
export { recognise } from './recognise.ts';
export { editWordsForm, ownWordsForm, recogniseForm } from './recognise-forms.ts';
export type { RecogniseCommand, SentRecognition } from './recognise-command.ts';
export { ringNow } from './ring-now.ts';
export { setRules } from './set-rules.ts';
export { speak } from './speak.ts';
export { takeBack } from './take-back.ts';
export { recognisedFor } from './recognised-for.ts';
export { saidAbout } from './said-about.ts';
export { seedValues } from './seed-values.ts';
