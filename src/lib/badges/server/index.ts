export * from './schema.ts';
export { award, type Given } from './award.ts';
export { awardsOf } from './awards-of.ts';
export { badgeColumns, listBadges, listRuleBadges } from './list-badges.ts';
export { progressOf } from './progress-of.ts';
export { seedBadges } from './seed-badges.ts';
