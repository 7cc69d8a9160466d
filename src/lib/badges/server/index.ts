export * from './schema.ts';
export { award } from './award.ts';
export { awardsOf } from './awards-of.ts';
export { badgeColumns, listBadges } from './list-badges.ts';
export { seedBadges } from './seed-badges.ts';
