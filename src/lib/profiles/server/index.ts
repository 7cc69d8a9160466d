export { readProfile, type ProfileQuery } from './read-profile.ts';
