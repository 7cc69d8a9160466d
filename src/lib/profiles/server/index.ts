export { readProfile, type ProfileQuery } from './read-profile.ts';
export { readKeepsakes } from './read-keepsakes.ts';
export { saveKeepsakes } from './save-keepsakes.ts';
export { openOverview, type OverviewQuery } from './open-overview.ts';
