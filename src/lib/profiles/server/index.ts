export { readProfile, type ProfileQuery } from './read-profile.ts';
export { readKeepsakes } from './read-keepsakes.ts';
export { saveKeepsakes, type KeepsakeFile } from './save-keepsakes.ts';
export { openOverview, type OverviewQuery } from './open-overview.ts';
