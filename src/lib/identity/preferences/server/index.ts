export * from './schema.ts';
export { hiddenFromFeed, hiddenFromTv, preferencesOf } from './preferences-of.ts';
export { onlyOneself, savePreferences } from './save-preferences.ts';
export { daysOffOf, takeBackDaysOff } from './days-off.ts';
export { giveDaysOff, takeDaysOff } from './take-days-off.ts';
export { dropPicture, keepPicture, readPicture } from './picture.ts';
export { preferencesTopic } from './preferences-topic.ts';
export { goOnCall } from './go-on-call.ts';
export * from './preference-forms.ts';
